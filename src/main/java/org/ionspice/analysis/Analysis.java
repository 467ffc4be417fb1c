package org.ionspice.analysis;

import java.io.IOException;

/** One analysis line of a netlist, ready to run. Implemented by records. */
public sealed interface Analysis permits OperatingPoint, DcSweep, AcSweep, Transient {
  /** Returns the short name used for files: {@code op dc ac tran}. */
  String keyword();

  /** Returns the plot name of the raw format. */
  String plotName();

  /** Runs one block (one set of stepped parameters) and streams its rows. */
  Outcome run(Run run) throws IOException;
}
