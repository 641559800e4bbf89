# Completion of hook in fish.
function __hook_suggest
    set -l line (commandline)
    hook "[suggest:"(commandline -C)"]" "$line" 2>/dev/null
end
complete -c hook -f -a '(__hook_suggest)'
