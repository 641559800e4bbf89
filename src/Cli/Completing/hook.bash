# Completion of hook in bash.
_hook() {
    # Readline's word begins behind a colon, and hook's at the space before it: forward:crm.
    local word=${2-${COMP_WORDS[COMP_CWORD]}} line
    local whole=${COMP_LINE:0:COMP_POINT}
    whole=${whole##*[[:space:]]}
    local before=${whole%"$word"}
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ -n $line && $line == "$whole"* ]]; then COMPREPLY+=("${line#"$before"}"); fi
    done < <(hook "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)
}
complete -o default -F _hook hook
