# Completion of hook in zsh.
_hook() {
    local -a found
    found=("${(@f)$(hook "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
    if [[ -n "${found[*]}" ]]; then compadd -a found; else _files; fi
}
if ! (( $+functions[compdef] )); then autoload -Uz compinit && compinit; fi
compdef _hook hook
