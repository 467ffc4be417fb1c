package org.ionspice.experiment;

/**
 * The pulses of a protocol, in the source's unit and seconds. A pulse rises from its start in {@code
 * edge}, ends its top {@code width} after its start and falls in {@code edge}: at half of its height
 * it lasts {@code width}. An interval goes from the end of a top to the start of the next pulse.
 *
 * @param rest level of the operating point from which a run starts
 * @param preset level before the first pulse, for {@code presetWidth}; NaN for none
 * @param lead how long the source stays at {@code base} before the first pulse
 * @param base level between pulses
 * @param amplitude level of a pulse
 */
public record Pulses(
    double rest,
    double preset,
    double presetWidth,
    double lead,
    double base,
    double amplitude,
    double width,
    double edge) {
  /** Returns the course up to the start of the first pulse. */
  Levels begin() {
    Levels levels = new Levels(rest, edge);
    if (!Double.isNaN(preset)) {
      levels.go(preset);
      levels.until(presetWidth);
    }
    if (lead > 0 || Double.isNaN(preset)) {
      levels.go(base);
      levels.until(levels.time() + lead);
    }
    return levels;
  }
}
