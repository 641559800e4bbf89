# Completion of hook in bash.
_hook() {
    local word=${COMP_WORDS[COMP_CWORD]} line
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ -n $line && $line == "$word"* ]]; then COMPREPLY+=("$line"); fi
    done < <(hook "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)
}
complete -o default -F _hook hook
