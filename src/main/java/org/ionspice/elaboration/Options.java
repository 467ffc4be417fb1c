package org.ionspice.elaboration;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The names that {@code .options} knows. */
public final class Options {
  /** Options that change what is computed. */
  public static final List<String> KNOWN =
      List.of(
          "reltol", "abstol", "vntol", "gmin", "itl1", "itl4", "method", "maxord", "ladder", "trtol", "temp", "tnom",
          "rshunt", "dcstates", "memdc", "tauret", "interp",
          "seed", "filetype", "nfreqs", "fourgridsize", "savecurrents",
          "defl", "defw", "defad", "defas", "scale");

  /** Options that would change numbers elsewhere and change none here: a remark says so. */
  public static final List<String> WITHOUT_EFFECT =
      List.of(
          "chgtol", "itl2", "numdgt", "autostop", "gshunt", "cshunt", "maxstep");

  /** Options of ngspice that are accepted and have no effect here. */
  public static final List<String> IGNORED =
      List.of(
          "acct", "noacct", "list", "node", "nopage", "nomod", "noinit", "opts", "post", "probe",
          "brief", "ingold", "limpts", "limtim", "cptime", "lvlcod", "lvltim", "itl3", "itl5",
          "itl6", "pivtol", "pivrel", "srcsteps", "gminsteps", "delmin",
          "ramptime", "mindx", "xmu", "ltol", "trytocompact", "badmos3", "keepopinfo",
          "defm", "bypass", "noopiter", "warn",
          "maxwarns", "klu", "sparse", "noopac", "plotwinsize", "width", "cshuntmode", "topologycheck",
          "minbreak", "convergence", "rseed", "hier_delimiter", "parser", "device",
          "measdgt", "startup", "nomarch", "numdgts", "co", "outputformat", "compat");

  private Options() {}

  /** Returns all names, those with an effect first. */
  public static Set<String> all() {
    Set<String> all = new LinkedHashSet<>(KNOWN);
    all.addAll(WITHOUT_EFFECT);
    all.addAll(IGNORED);
    return all;
  }
}
