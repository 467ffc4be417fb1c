package org.ionspice.solver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CrewTest {
  @Test
  void everyPartIsDoneOnceWhoeverDoesIt() {
    int parts = 37;
    for (int helpers = 0; helpers < 5; helpers++) {
      Crew crew = new Crew(helpers);
      int[] done = new int[parts];
      for (int round = 1; round <= 200; round++) {
        crew.run(part -> done[part]++, parts);
      }
      assertThat(done).containsOnly(200);
    }
  }

  @Test
  void loopsOfNoPartAndOfOneEnd() {
    Crew crew = new Crew(3);
    int[] done = new int[1];

    crew.run(part -> done[0] += 100, 0);
    crew.run(part -> done[part]++, 1);

    assertThat(done[0]).isEqualTo(1);
  }

  @Test
  void shortLoopsAreCutToo() {
    assertThat(Crew.parts(0)).isZero();
    assertThat(Crew.parts(Crew.PART)).isEqualTo(1);
    assertThat(Crew.parts(Crew.PART + 1)).isEqualTo(2);
  }
}
