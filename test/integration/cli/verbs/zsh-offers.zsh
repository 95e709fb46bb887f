# Prints what an interactive zsh offers for a line, one a line. $1: the program for completion, $2: the line
zmodload zsh/zpty
zpty inner zsh -f -i
zpty -w inner "PROMPT=; autoload -Uz compinit; compinit -u -D; source ${(q)1}"
zpty -w inner '
compadd() {
  local -a hits
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return; fi
  builtin compadd -O hits "$@"
  print -rl -- "<hit>"${^hits}"</hit>"
  builtin compadd "$@"
}
finish() { print -r -- "<""end>" }
capture() { comppostfuncs=(finish); _main_complete "$@" }
zle -C capture complete-word capture
bindkey "^I" capture
print -r -- "<""ready>"'
zpty -r inner text '*<ready>*'
zpty -w -n inner "$2"$'\t'
zpty -r inner text '*<end>*'
zpty -d inner
print -r -- "$text" | sed -n 's/.*<hit>\([^<]*\)<.hit>.*/\1/p'
