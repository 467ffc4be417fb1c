// Tokens of one logical line (continuations joined, comments removed).
// The first word of the line decides which mode reads the rest.
lexer grammar NetlistLexer;

options { caseInsensitive = true; }

// ---- start of the line ----
SPACE : BLANK+ -> skip ;
PARAM : ('.param' 's'? | '.global_param') -> mode(FORMULA) ;
FUNC : '.func' -> mode(FORMULA) ;
IF : '.if' -> mode(FORMULA) ;
ELSEIF : '.elseif' -> mode(FORMULA) ;
ELSE : '.else' -> mode(FIELDS) ;
ENDIF : '.endif' -> mode(FIELDS) ;
MODEL : '.model' -> mode(FIELDS) ;
SUBCKT : '.subckt' -> mode(FIELDS) ;
ENDS : '.ends' -> mode(FIELDS) ;
TITLE : '.title' -> mode(TEXT) ;
DIRECTIVE : '.' PLAIN+ -> mode(FIELDS) ;
SOURCE_NAME : 'b' PLAIN* -> mode(BEHAVIOUR) ;
ELEMENT_NAME : [a-z] PLAIN* -> mode(FIELDS) ;
STRAY : . ;

fragment BLANK : [ \t\f\u00A0\uFEFF] ;
fragment PLAIN : ~[ \t\f\r\n\u00A0\uFEFF()=,{}'"] ;
fragment DIGIT : [0-9] ;
// Letters and marks of all scripts in few ranges: the tables of exact ones take longest to start.
fragment LETTER options { caseInsensitive = false; }
  : [a-zA-Z_\u00AA\u00B5\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u1FFF\u2070-\u218F]
  | [\u2C00-\u2DFF\u3040-\uD7FF\uF900-\uFDFF\uFE70-\uFEFE\uFF21-\uFFDC\u{10000}-\u{3FFFF}] ;
fragment SHAPE : 'pulse' | 'sin' | 'exp' | 'pwl' | 'sffm' | 'am' | 'poly' | 'trnoise' | 'trrandom' ;

// ---- nodes, values and assignments of elements and dot lines ----
mode FIELDS;
FIELDS_SPACE : BLANK+ -> skip ;
PARAM_EQUALS : 'param' BLANK* '=' -> mode(FORMULA) ;
CALL : PLAIN+ '(' | SHAPE BLANK+ '(' ;
WORD : PLAIN+ ;
STRING : '"' ~'"'* '"' ;
BRACED : '{' (~[{}] | '{' ~[{}]* '}')* '}' ;
TICKED : '\'' ~'\''* '\'' ;
OPEN : '(' ;
CLOSE : ')' ;
EQUALS : '=' ;
COMMA : ',' ;
FIELDS_STRAY : . -> type(STRAY) ;

// ---- nodes of a behavioural source, up to its formula ----
mode BEHAVIOUR;
BEHAVIOUR_SPACE : BLANK+ -> skip ;
BEHAVIOUR_WORD : PLAIN+ -> type(WORD) ;
BEHAVIOUR_COMMA : ',' -> type(COMMA) ;
BEHAVIOUR_EQUALS : '=' -> type(EQUALS), mode(FORMULA) ;
BEHAVIOUR_STRAY : . -> type(STRAY) ;

// ---- formulas ----
mode FORMULA;
FORMULA_SPACE : [ \t\f\r\n\u00A0\uFEFF]+ -> skip ;
NUMBER : (DIGIT+ ('.' DIGIT*)? | '.' DIGIT+) ('e' [+-] DIGIT+)? (LETTER | DIGIT | '.')* ;
VOLTAGE : ('v' | 'vm' | 'vp' | 'vdb' | 'vr' | 'vi') BLANK* '(' -> pushMode(PROBE) ;
CURRENT : 'i' BLANK* '(' -> pushMode(PROBE) ;
NAME : LETTER (LETTER | DIGIT | [.#])* ;
QUANTITY : '@' ~[ \t\f\r\n()=,{}'"[\]]+ '[' ~[ \t\f\r\n()=,{}'"[\]]+ ']' ;
FORMULA_STRING : '"' ~'"'* '"' -> type(STRING) ;
POWER : '^' | '**' ;
TIMES : '*' ;
DIVIDE : '/' ;
REMAINDER : '%' ;
PLUS : '+' ;
MINUS : '-' ;
LESS_EQUAL : '<=' ;
LESS : '<' ;
GREATER_EQUAL : '>=' ;
GREATER : '>' ;
EQUAL : '==' ;
NOT_EQUAL : '!=' ;
AND : '&&' | '&' ;
OR : '||' | '|' ;
NOT : '!' | '~' ;
QUESTION : '?' ;
COLON : ':' ;
FORMULA_EQUALS : '=' -> type(EQUALS) ;
FORMULA_COMMA : ',' -> type(COMMA) ;
FORMULA_OPEN : '(' -> type(OPEN) ;
FORMULA_CLOSE : ')' -> type(CLOSE) ;
LEFT_BRACE : '{' ;
RIGHT_BRACE : '}' ;
TICK : '\'' ;
FORMULA_STRAY : . -> type(STRAY) ;

// ---- the node or device names inside v(...) and i(...) of a formula ----
mode PROBE;
PROBE_SPACE : BLANK+ -> skip ;
PROBE_WORD : PLAIN+ -> type(WORD) ;
PROBE_STRING : '"' ~'"'* '"' -> type(STRING) ;
PROBE_COMMA : ',' -> type(COMMA) ;
PROBE_CLOSE : ')' -> type(CLOSE), popMode ;
PROBE_STRAY : . -> type(STRAY) ;

// ---- free text ----
mode TEXT;
TEXT_SPACE : BLANK+ -> skip ;
REST : ~[ \t\f\r\n\u00A0\uFEFF] ~[\r\n]* ;
TEXT_STRAY : . -> type(STRAY) ;
