package org.ionspice.assembly;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts devices that stamp alike into banks. */
final class Banks {
  private Banks() {}

  /**
   * Returns the banks of all devices but the constant ones; those of one type follow each other.
   *
   * @param charges where the entries of C stand
   */
  static List<Bank> of(Assembly system, ChargeMatrix charges) {
    List<Bank> banks = new ArrayList<>();
    Map<Class<?>, List<Bank>> ofType = new HashMap<>();
    for (int k = 0; k < system.partCount(); k++) {
      Declared law = system.part(k);
      if (law.shape().constant()) {
        continue;
      }
      List<Bank> candidates =
          ofType.computeIfAbsent(law.key.model().getClass(), t -> new ArrayList<>());
      Bank bank = null;
      for (int b = 0; bank == null && b < candidates.size(); b++) {
        bank = candidates.get(b).takes(law) ? candidates.get(b) : null;
      }
      if (bank == null) {
        bank = new Bank(system, law);
        candidates.add(bank);
        banks.add(bank);
      }
      bank.add(k, law, system.instance(k).multiplicity());
    }
    banks.forEach(b -> b.settle(charges));
    return banks;
  }
}
