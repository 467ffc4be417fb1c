// One logical line of a netlist, and the formulas in it. Blocks (.subckt, .if) are matched by the
// reader, so that an error in one line never hides one in another.
parser grammar NetlistParser;

options { tokenVocab = NetlistLexer; }

line
  : statement EOF
  ;

statement
  : parameters
  | function
  | model
  | subcircuit
  | ends
  | branch
  | title
  | directive
  | behaviour
  | element
  ;

// .param tau=5m gmax={2*g0} a=1+2*b
parameters
  : PARAM definition (COMMA? definition)*
  ;

// .func window(x,p) {1-(2*x-1)^(2*p)}
function
  : FUNC NAME OPEN (NAME (COMMA NAME)*)? CLOSE EQUALS? expression
  ;

// .model m1 memristor(ron=100 roff=16k)
model
  : MODEL WORD fields
  ;

// .subckt cell in out vdd params: g0=2m
subcircuit
  : SUBCKT WORD fields
  ;

// .ends cell
ends
  : ENDS WORD?
  ;

// .if (corner == 2)
branch
  : IF expression
  | ELSEIF expression
  | ELSE
  | ENDIF
  ;

// .title Hysteresis of a chemical inductor
title
  : TITLE REST?
  ;

// .meas tran width trig v(out) val=0.5 rise=1 targ v(out) val=0.5 fall=1
directive
  : DIRECTIVE fields (PARAM_EQUALS expression (COMMA? definition)*)?
  ;

// B1 out 0 V=v(in)*2+1
behaviour
  : SOURCE_NAME WORD (COMMA? WORD)* EQUALS expression (COMMA? definition)*
  ;

// Nsyn in out vmem gon=2m tau=5m
element
  : ELEMENT_NAME fields
  ;

fields
  : (field | COMMA)*
  ;

// The first token tells the alternatives apart, so that nothing is read twice.
field
  : WORD (EQUALS value)?
  | group (EQUALS value)?
  | STRING
  | formula
  ;

value
  : WORD
  | STRING
  | formula
  | group
  ;

formula
  : (BRACED | TICKED) EQUALS?
  ;

group
  : (CALL | OPEN) fields CLOSE
  ;

definition
  : NAME EQUALS expression
  ;

lonelyExpression
  : expression EOF
  ;

expression
  : disjunction (QUESTION expression COLON expression)?
  ;

disjunction
  : conjunction (OR conjunction)*
  ;

conjunction
  : equality (AND equality)*
  ;

equality
  : comparison ((EQUAL | NOT_EQUAL) comparison)*
  ;

comparison
  : sum ((LESS | LESS_EQUAL | GREATER | GREATER_EQUAL) sum)*
  ;

sum
  : product ((PLUS | MINUS) product)*
  ;

product
  : unary ((TIMES | DIVIDE | REMAINDER) unary)*
  ;

unary
  : (PLUS | MINUS | NOT) unary
  | power
  ;

power
  : primary (POWER unary)?
  ;

primary
  : NUMBER
  | NAME
  | call
  | probe
  | QUANTITY
  | STRING
  | OPEN expression CLOSE
  | LEFT_BRACE expression RIGHT_BRACE
  | TICK expression TICK
  ;

call
  : NAME OPEN (expression (COMMA expression)*)? CLOSE
  ;

probe
  : (VOLTAGE | CURRENT) (WORD | STRING) (COMMA (WORD | STRING))? CLOSE
  ;
