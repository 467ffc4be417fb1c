package org.ionspice.devices;

/** What the pages of memristors with a {@link Window} say of it, in the symbols x, s, p, j and dw. */
final class WindowText {
  static final String JOGLEKAR = "win=joglekar: w = 1 - (2 x - 1)^(2 p)";
  static final String BIOLEK = "win=biolek: w = 1 - (x - s)^(2 p)";
  static final String PRODROMAKIS = "win=prodromakis: w = j (1 - ((x - 0.5)^2 + 0.75)^p)";
  static final String ZHA = "win=zha: w = j (1 - (0.25 (x - s)^2 + 0.75)^p)";
  static final String WALL =
      "win=wall: w(x,0) = 1 - exp((x - 1)/dw), w(x,1) = 1 - exp(-x/dw); dx/dt += (speed without"
          + " windows) (softplus(-x) - softplus(x - 1)), softplus of width dw;"
          + " beyond a bound w goes on as its tangent there";
  static final String NONE = "win=none: w = 1";
  static final String HELD = "The state does not decay: in DC it is held at x0.";
  static final String STUCK =
      "With win=joglekar or win=prodromakis a state at 0 or 1 is stuck: there the window is 0 in"
          + " both directions.";

  private WindowText() {}
}
