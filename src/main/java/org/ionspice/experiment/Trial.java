package org.ionspice.experiment;

import java.io.IOException;
import java.util.Optional;

/**
 * What a procedure works with.
 *
 * @param bench the circuit
 * @param source the pulsed source
 * @param pulses their levels and times
 * @param reading what is read
 */
record Trial(Bench bench, String source, Pulses pulses, Reading reading) {
  Course course() {
    return new Course(pulses, reading);
  }

  /** Runs a course to its last reading; empty when that stopped early. */
  Optional<Samples> run(Course course) throws IOException {
    bench.drive(source, course.waveform());
    return bench.sample(course.stop(), course.windows());
  }
}
