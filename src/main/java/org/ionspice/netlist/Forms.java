package org.ionspice.netlist;

/** The forms of statements, for hints. */
final class Forms {
  static final String SUBCKT = ".subckt name node node ... [params: name=value ...]";
  private static final String FORM = "the form is: ";

  private Forms() {}

  /** Returns a hint that shows the form of the statement whose first word is {@code key}. */
  static String of(String key) {
    String form = form(key);
    return form.isEmpty() ? "" : FORM + form;
  }

  private static String form(String key) {
    if (key.startsWith(".")) {
      return directive(key);
    }
    return switch (key.isEmpty() ? ' ' : key.charAt(0)) {
      case 'r' -> "Rname node node value [name=value ...]";
      case 'c' -> "Cname node node value [ic=voltage]";
      case 'l' -> "Lname node node value [ic=current]";
      case 'k' -> "Kname Lname Lname coupling";
      case 'v', 'i' -> upper(key) + "name node node [dc] value [ac magnitude [phase]] [shape(...)]";
      case 'b' -> "Bname node node v=formula, or i=formula";
      case 'e', 'g' -> upper(key) + "name node node node node gain, or ... value={formula}";
      case 'f', 'h' -> upper(key) + "name node node Vname gain";
      case 'x' -> "Xname node node ... subcircuit [name=value ...]";
      case 'n' -> "Nname node node ... model [name=value ...]";
      case 'd', 'q', 'm', 'j', 's', 'w' -> upper(key) + "name node node ... model [name=value ...]";
      default -> "";
    };
  }

  private static char upper(String key) {
    return Character.toUpperCase(key.charAt(0));
  }

  private static String directive(String key) {
    return switch (key) {
      case ".param", ".params" -> ".param name=formula [name=formula ...]";
      case ".func" -> ".func name(argument,argument) {formula}";
      case ".model" -> ".model name type(name=value ...)";
      case ".subckt" -> SUBCKT;
      case ".ends" -> ".ends [name]";
      case ".if", ".elseif" -> key + " (condition)";
      case ".tran" -> ".tran tstep tstop [tstart [tmax]] [uic]";
      case ".eis" -> ".eis source dec|oct|lin points fstart fstop [bias=v1,v2,...|lin(a,b,n)]";
      case ".ac" -> ".ac dec|oct|lin points fstart fstop";
      case ".dc" -> ".dc source start stop step [source start stop step]";
      case ".ic", ".nodeset" -> key + " v(node)=value [@device[state]=value ...]";
      case ".meas", ".measure" -> ".meas tran|ac|dc|op name function ..., or ... param='formula'";
      case ".include", ".inc", ".incl" -> key + " \"file\"";
      case ".lib" -> ".lib \"file\" section";
      default -> "";
    };
  }
}
