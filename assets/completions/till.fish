function __till_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __till_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __till_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __till_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __till_parse_tokens -S
    set -l unparsed_tokens (__till_tokens -pc)
    switch $unparsed_tokens[1]
    case 'till'
        __till_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'dashboard'
            __till_parse_subcommand 0 'profile=' 'read-only' 'allow-live-writes' 'api-base=' 'account=' 'no-cache' 'no-color' 'ascii' 'debug-http' 'version' 'h/help'
        case 'demo'
            __till_parse_subcommand 0 'sessions=' 'seed=' 'latency=' 'fail-rate=' 'profile=' 'read-only' 'allow-live-writes' 'api-base=' 'account=' 'no-cache' 'no-color' 'ascii' 'debug-http' 'version' 'h/help'
        case 'find'
            __till_parse_subcommand -r 1 'profile=' 'read-only' 'allow-live-writes' 'api-base=' 'account=' 'no-cache' 'no-color' 'ascii' 'debug-http' 'version' 'h/help'
        case 'list'
            __till_parse_subcommand 0 'status=' 'email=' 'customer=' 'customer-account=' 'payment-intent=' 'payment-link=' 'subscription=' 'created-gt=' 'created-gte=' 'created-lt=' 'created-lte=' 'query=' 'limit=' 'all' 'format=' 'profile=' 'read-only' 'allow-live-writes' 'api-base=' 'account=' 'no-cache' 'no-color' 'ascii' 'debug-http' 'version' 'h/help'
        case 'search'
            __till_parse_subcommand -r 1 'limit=' 'all' 'format=' 'profile=' 'read-only' 'allow-live-writes' 'api-base=' 'account=' 'no-cache' 'no-color' 'ascii' 'debug-http' 'version' 'h/help'
        case 'sync'
            __till_parse_subcommand 0 'since=' 'rate-limit=' 'profile=' 'read-only' 'allow-live-writes' 'api-base=' 'account=' 'no-cache' 'no-color' 'ascii' 'debug-http' 'version' 'h/help'
        case 'show'
            __till_parse_subcommand 1 'format=' 'profile=' 'read-only' 'allow-live-writes' 'api-base=' 'account=' 'no-cache' 'no-color' 'ascii' 'debug-http' 'version' 'h/help'
        case 'lines'
            __till_parse_subcommand 1 'format=' 'profile=' 'read-only' 'allow-live-writes' 'api-base=' 'account=' 'no-cache' 'no-color' 'ascii' 'debug-http' 'version' 'h/help'
        case 'url'
            __till_parse_subcommand 1 'profile=' 'read-only' 'allow-live-writes' 'api-base=' 'account=' 'no-cache' 'no-color' 'ascii' 'debug-http' 'version' 'h/help'
        case 'create'
            __till_parse_subcommand 0 'mode=' 'price=+' 'product=' 'amount=' 'currency=' 'quantity=' 'every=' 'customer=' 'customer-email=' 'success-url=' 'cancel-url=' 'return-url=' 'ui-mode=' 'client-reference-id=' 'metadata=+' 'expires-at=' 'allow-promotion-codes' 'no-allow-promotion-codes' 'locale=' 'payment-method-type=+' 'd/data=+' 'format=' 'idempotency-key=' 'profile=' 'read-only' 'allow-live-writes' 'api-base=' 'account=' 'no-cache' 'no-color' 'ascii' 'debug-http' 'version' 'h/help'
        case 'update'
            __till_parse_subcommand 1 'metadata=+' 'format=' 'idempotency-key=' 'profile=' 'read-only' 'allow-live-writes' 'api-base=' 'account=' 'no-cache' 'no-color' 'ascii' 'debug-http' 'version' 'h/help'
        case 'expire'
            __till_parse_subcommand -r 1 'yes' 'dry-run' 'profile=' 'read-only' 'allow-live-writes' 'api-base=' 'account=' 'no-cache' 'no-color' 'ascii' 'debug-http' 'version' 'h/help'
        case 'sandbox'
            __till_parse_subcommand 0 'port=' 'sessions=' 'seed=' 'latency=' 'fail-rate=' 'rate-limit=' 'traffic' 'version' 'h/help'
        case 'cache'
            __till_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'path'
                __till_parse_subcommand 0 'profile=' 'read-only' 'allow-live-writes' 'api-base=' 'account=' 'no-cache' 'no-color' 'ascii' 'debug-http' 'version' 'h/help'
            case 'info'
                __till_parse_subcommand 0 'profile=' 'read-only' 'allow-live-writes' 'api-base=' 'account=' 'no-cache' 'no-color' 'ascii' 'debug-http' 'version' 'h/help'
            case 'clear'
                __till_parse_subcommand 0 'all' 'profile=' 'read-only' 'allow-live-writes' 'api-base=' 'account=' 'no-cache' 'no-color' 'ascii' 'debug-http' 'version' 'h/help'
            end
        case 'profiles'
            __till_parse_subcommand 0 'profile=' 'read-only' 'allow-live-writes' 'api-base=' 'account=' 'no-cache' 'no-color' 'ascii' 'debug-http' 'version' 'h/help'
        case 'config'
            __till_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'path'
                __till_parse_subcommand 0 'version' 'h/help'
            case 'check'
                __till_parse_subcommand 0 'version' 'h/help'
            end
        case 'help'
            __till_parse_subcommand -r 1 'version'
        end
    end
end

function __till_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __till_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __till_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __till_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__till_tokens -p)
    if test -z "$(__till_tokens -t)"
        set -l index (count (__till_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'till' -f
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till" version' -l 'version' -d 'Show the version.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'till' -n '__till_should_offer_completions_for_positional "till" -eq 1' -fa 'dashboard' -d 'Open the dashboard (this is what till alone does).'
complete -c 'till' -n '__till_should_offer_completions_for_positional "till" -eq 1' -fa 'demo' -d 'Try the dashboard on an embedded sandbox: no key, no network, nothing is kept.'
complete -c 'till' -n '__till_should_offer_completions_for_positional "till" -eq 1' -fa 'find' -d 'Open the dashboard on what an id, an e-mail, an address or text finds.'
complete -c 'till' -n '__till_should_offer_completions_for_positional "till" -eq 1' -fa 'list' -d 'List sessions, newest first.'
complete -c 'till' -n '__till_should_offer_completions_for_positional "till" -eq 1' -fa 'search' -d 'Search what is cached, without network.'
complete -c 'till' -n '__till_should_offer_completions_for_positional "till" -eq 1' -fa 'sync' -d 'Fill and refresh the cache.'
complete -c 'till' -n '__till_should_offer_completions_for_positional "till" -eq 1' -fa 'show' -d 'Show one session, as text for people or as Stripe\'s JSON.'
complete -c 'till' -n '__till_should_offer_completions_for_positional "till" -eq 1' -fa 'lines' -d 'List the line items of a session, all of them, and what they add up to.'
complete -c 'till' -n '__till_should_offer_completions_for_positional "till" -eq 1' -fa 'url' -d 'Print a session\'s checkout URL, alone on a line.'
complete -c 'till' -n '__till_should_offer_completions_for_positional "till" -eq 1' -fa 'create' -d 'Create a session. In test mode, unless changes with a live key are allowed.'
complete -c 'till' -n '__till_should_offer_completions_for_positional "till" -eq 1' -fa 'update' -d 'Change a session\'s metadata; an empty value takes an entry away.'
complete -c 'till' -n '__till_should_offer_completions_for_positional "till" -eq 1' -fa 'expire' -d 'Expire open sessions.'
complete -c 'till' -n '__till_should_offer_completions_for_positional "till" -eq 1' -fa 'sandbox' -d 'Serve Stripe\'s Checkout endpoints on this machine, from made-up sessions.'
complete -c 'till' -n '__till_should_offer_completions_for_positional "till" -eq 1' -fa 'cache' -d 'The local cache of sessions.'
complete -c 'till' -n '__till_should_offer_completions_for_positional "till" -eq 1' -fa 'profiles' -d 'List the keys that till knows of, masked, with the source of each.'
complete -c 'till' -n '__till_should_offer_completions_for_positional "till" -eq 1' -fa 'config' -d 'The configuration file.'
complete -c 'till' -n '__till_should_offer_completions_for_positional "till" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till dashboard" profile' -l 'profile' -d 'Work with this profile of the configuration.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till dashboard" read-only' -l 'read-only' -d 'Change nothing at Stripe, whatever the key allows.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till dashboard" allow-live-writes' -l 'allow-live-writes' -d 'Allow changes with a live key; without it a live key only reads.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till dashboard" api-base' -l 'api-base' -d 'Another address of the API: https, or http to this machine.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till dashboard" account' -l 'account' -d 'Act for this connected account.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till dashboard" no-cache' -l 'no-cache' -d 'Keep no cache: what is read is forgotten at the end.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till dashboard" no-color' -l 'no-color' -d 'Use no colours.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till dashboard" ascii' -l 'ascii' -d 'Draw the dashboard with ASCII characters only.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till dashboard" debug-http' -l 'debug-http' -d 'Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till dashboard" version' -l 'version' -d 'Show the version.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till dashboard" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till demo" sessions' -l 'sessions' -d 'How many sessions there are at the start.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till demo" seed' -l 'seed' -d 'Another number gives other sessions.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till demo" latency' -l 'latency' -d 'Milliseconds before each answer.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till demo" fail-rate' -l 'fail-rate' -d 'The part of requests that fail, from 0 to 1.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till demo" profile' -l 'profile' -d 'Work with this profile of the configuration.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till demo" read-only' -l 'read-only' -d 'Change nothing at Stripe, whatever the key allows.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till demo" allow-live-writes' -l 'allow-live-writes' -d 'Allow changes with a live key; without it a live key only reads.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till demo" api-base' -l 'api-base' -d 'Another address of the API: https, or http to this machine.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till demo" account' -l 'account' -d 'Act for this connected account.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till demo" no-cache' -l 'no-cache' -d 'Keep no cache: what is read is forgotten at the end.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till demo" no-color' -l 'no-color' -d 'Use no colours.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till demo" ascii' -l 'ascii' -d 'Draw the dashboard with ASCII characters only.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till demo" debug-http' -l 'debug-http' -d 'Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till demo" version' -l 'version' -d 'Show the version.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till demo" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till find" profile' -l 'profile' -d 'Work with this profile of the configuration.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till find" read-only' -l 'read-only' -d 'Change nothing at Stripe, whatever the key allows.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till find" allow-live-writes' -l 'allow-live-writes' -d 'Allow changes with a live key; without it a live key only reads.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till find" api-base' -l 'api-base' -d 'Another address of the API: https, or http to this machine.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till find" account' -l 'account' -d 'Act for this connected account.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till find" no-cache' -l 'no-cache' -d 'Keep no cache: what is read is forgotten at the end.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till find" no-color' -l 'no-color' -d 'Use no colours.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till find" ascii' -l 'ascii' -d 'Draw the dashboard with ASCII characters only.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till find" debug-http' -l 'debug-http' -d 'Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till find" version' -l 'version' -d 'Show the version.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till find" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till list" status' -l 'status' -d 'open, complete or expired.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till list" email' -l 'email' -d 'The customer\'s e-mail address.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till list" customer' -l 'customer' -d 'cus_…' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till list" customer-account' -l 'customer-account' -d 'acct_… of a customer under Accounts v2.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till list" payment-intent' -l 'payment-intent' -d 'pi_…' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till list" payment-link' -l 'payment-link' -d 'plink_…' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till list" subscription' -l 'subscription' -d 'sub_…' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till list" created-gt' -l 'created-gt' -d 'Created after this time: 2026-11-14 or 2026-11-14T09:30 in local time, 2026-11-14T09:30Z in UTC, 7d for seven days ago, Unix seconds. A day or a minute counts whole.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till list" created-gte' -l 'created-gte' -d 'Created at or after this time: 2026-11-14 or 2026-11-14T09:30 in local time, 2026-11-14T09:30Z in UTC, 7d for seven days ago, Unix seconds.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till list" created-lt' -l 'created-lt' -d 'Created before this time: 2026-11-14 or 2026-11-14T09:30 in local time, 2026-11-14T09:30Z in UTC, 7d for seven days ago, Unix seconds.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till list" created-lte' -l 'created-lte' -d 'Created at or before this time: 2026-11-14 or 2026-11-14T09:30 in local time, 2026-11-14T09:30Z in UTC, 7d for seven days ago, Unix seconds. A day or a minute counts whole.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till list" query' -l 'query' -d 'Search the cache with till\'s query language, within the other filters.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till list" limit' -l 'limit' -d 'List this many at the most.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till list" all' -l 'all' -d 'List all that match.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till list" format' -l 'format' -d 'table, json, ndjson or csv. json and ndjson give Stripe\'s objects unchanged.' -rfka 'table json ndjson csv'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till list" profile' -l 'profile' -d 'Work with this profile of the configuration.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till list" read-only' -l 'read-only' -d 'Change nothing at Stripe, whatever the key allows.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till list" allow-live-writes' -l 'allow-live-writes' -d 'Allow changes with a live key; without it a live key only reads.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till list" api-base' -l 'api-base' -d 'Another address of the API: https, or http to this machine.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till list" account' -l 'account' -d 'Act for this connected account.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till list" no-cache' -l 'no-cache' -d 'Keep no cache: what is read is forgotten at the end.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till list" no-color' -l 'no-color' -d 'Use no colours.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till list" ascii' -l 'ascii' -d 'Draw the dashboard with ASCII characters only.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till list" debug-http' -l 'debug-http' -d 'Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till list" version' -l 'version' -d 'Show the version.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till search" limit' -l 'limit' -d 'List this many at the most.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till search" all' -l 'all' -d 'List all that match.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till search" format' -l 'format' -d 'table, json, ndjson or csv. json and ndjson give Stripe\'s objects unchanged.' -rfka 'table json ndjson csv'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till search" profile' -l 'profile' -d 'Work with this profile of the configuration.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till search" read-only' -l 'read-only' -d 'Change nothing at Stripe, whatever the key allows.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till search" allow-live-writes' -l 'allow-live-writes' -d 'Allow changes with a live key; without it a live key only reads.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till search" api-base' -l 'api-base' -d 'Another address of the API: https, or http to this machine.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till search" account' -l 'account' -d 'Act for this connected account.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till search" no-cache' -l 'no-cache' -d 'Keep no cache: what is read is forgotten at the end.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till search" no-color' -l 'no-color' -d 'Use no colours.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till search" ascii' -l 'ascii' -d 'Draw the dashboard with ASCII characters only.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till search" debug-http' -l 'debug-http' -d 'Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till search" version' -l 'version' -d 'Show the version.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till search" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till sync" since' -l 'since' -d 'Only sessions from this time on: 2026-11-14 or 2026-11-14T09:30 in local time, 2026-11-14T09:30Z in UTC, 7d for seven days ago, Unix seconds.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till sync" rate-limit' -l 'rate-limit' -d 'Requests a second; without it, what Stripe allows; other servers have no limit.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till sync" profile' -l 'profile' -d 'Work with this profile of the configuration.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till sync" read-only' -l 'read-only' -d 'Change nothing at Stripe, whatever the key allows.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till sync" allow-live-writes' -l 'allow-live-writes' -d 'Allow changes with a live key; without it a live key only reads.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till sync" api-base' -l 'api-base' -d 'Another address of the API: https, or http to this machine.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till sync" account' -l 'account' -d 'Act for this connected account.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till sync" no-cache' -l 'no-cache' -d 'Keep no cache: what is read is forgotten at the end.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till sync" no-color' -l 'no-color' -d 'Use no colours.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till sync" ascii' -l 'ascii' -d 'Draw the dashboard with ASCII characters only.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till sync" debug-http' -l 'debug-http' -d 'Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till sync" version' -l 'version' -d 'Show the version.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till sync" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till show" format' -l 'format' -d 'text or json.' -rfka 'text json'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till show" profile' -l 'profile' -d 'Work with this profile of the configuration.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till show" read-only' -l 'read-only' -d 'Change nothing at Stripe, whatever the key allows.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till show" allow-live-writes' -l 'allow-live-writes' -d 'Allow changes with a live key; without it a live key only reads.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till show" api-base' -l 'api-base' -d 'Another address of the API: https, or http to this machine.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till show" account' -l 'account' -d 'Act for this connected account.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till show" no-cache' -l 'no-cache' -d 'Keep no cache: what is read is forgotten at the end.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till show" no-color' -l 'no-color' -d 'Use no colours.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till show" ascii' -l 'ascii' -d 'Draw the dashboard with ASCII characters only.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till show" debug-http' -l 'debug-http' -d 'Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till show" version' -l 'version' -d 'Show the version.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till show" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till lines" format' -l 'format' -d 'text or json.' -rfka 'text json'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till lines" profile' -l 'profile' -d 'Work with this profile of the configuration.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till lines" read-only' -l 'read-only' -d 'Change nothing at Stripe, whatever the key allows.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till lines" allow-live-writes' -l 'allow-live-writes' -d 'Allow changes with a live key; without it a live key only reads.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till lines" api-base' -l 'api-base' -d 'Another address of the API: https, or http to this machine.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till lines" account' -l 'account' -d 'Act for this connected account.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till lines" no-cache' -l 'no-cache' -d 'Keep no cache: what is read is forgotten at the end.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till lines" no-color' -l 'no-color' -d 'Use no colours.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till lines" ascii' -l 'ascii' -d 'Draw the dashboard with ASCII characters only.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till lines" debug-http' -l 'debug-http' -d 'Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till lines" version' -l 'version' -d 'Show the version.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till lines" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till url" profile' -l 'profile' -d 'Work with this profile of the configuration.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till url" read-only' -l 'read-only' -d 'Change nothing at Stripe, whatever the key allows.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till url" allow-live-writes' -l 'allow-live-writes' -d 'Allow changes with a live key; without it a live key only reads.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till url" api-base' -l 'api-base' -d 'Another address of the API: https, or http to this machine.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till url" account' -l 'account' -d 'Act for this connected account.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till url" no-cache' -l 'no-cache' -d 'Keep no cache: what is read is forgotten at the end.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till url" no-color' -l 'no-color' -d 'Use no colours.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till url" ascii' -l 'ascii' -d 'Draw the dashboard with ASCII characters only.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till url" debug-http' -l 'debug-http' -d 'Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till url" version' -l 'version' -d 'Show the version.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till url" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create" mode' -l 'mode' -d 'payment, subscription or setup.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create"' -l 'price' -d 'The id of a price, with a quantity if it is not 1: price_1Nv…:3. Can be repeated.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create" product' -l 'product' -d 'The name of a product for this session only; goes with --amount and --currency.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create" amount' -l 'amount' -d 'What one of the product costs, in units of the currency: 10.99.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create" currency' -l 'currency' -d 'Three letters, such as usd.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create" quantity' -l 'quantity' -d 'How many of the product.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create" every' -l 'every' -d 'day, week, month or year: how often the product is charged in a subscription.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create" customer' -l 'customer' -d 'cus_…' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create" customer-email' -l 'customer-email' -d 'The customer\'s e-mail address.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create" success-url' -l 'success-url' -d 'Where the customer is sent after paying.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create" cancel-url' -l 'cancel-url' -d 'Where the customer is sent on going back.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create" return-url' -l 'return-url' -d 'Where an embedded page leads to.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create" ui-mode' -l 'ui-mode' -d 'hosted_page, embedded_page, elements or form.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create" client-reference-id' -l 'client-reference-id' -d 'Your own reference, such as an order number.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create"' -l 'metadata' -d 'name=value. Can be repeated.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create" expires-at' -l 'expires-at' -d 'When it expires: +45m or +2h from now, 2026-11-14T09:30 (with Z in UTC).' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create" allow-promotion-codes' -l 'allow-promotion-codes' -d 'Whether the customer may enter a promotion code.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create" no-allow-promotion-codes' -l 'no-allow-promotion-codes' -d 'Whether the customer may enter a promotion code.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create" locale' -l 'locale' -d 'The language of the page, such as de, or auto.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create"' -l 'payment-method-type' -d 'A way of paying, such as card. Can be repeated.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create"' -s 'd' -l 'data' -d 'Any other parameter of the API: key[sub]=value. Can be repeated.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create" format' -l 'format' -d 'What is printed: id, url or json.' -rfka 'id url json'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create" idempotency-key' -l 'idempotency-key' -d 'Names this wish: with the same key it is carried out once.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create" profile' -l 'profile' -d 'Work with this profile of the configuration.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create" read-only' -l 'read-only' -d 'Change nothing at Stripe, whatever the key allows.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create" allow-live-writes' -l 'allow-live-writes' -d 'Allow changes with a live key; without it a live key only reads.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create" api-base' -l 'api-base' -d 'Another address of the API: https, or http to this machine.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create" account' -l 'account' -d 'Act for this connected account.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create" no-cache' -l 'no-cache' -d 'Keep no cache: what is read is forgotten at the end.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create" no-color' -l 'no-color' -d 'Use no colours.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create" ascii' -l 'ascii' -d 'Draw the dashboard with ASCII characters only.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create" debug-http' -l 'debug-http' -d 'Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create" version' -l 'version' -d 'Show the version.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till create" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till update"' -l 'metadata' -d 'name=value, or name= to take it away. Can be repeated.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till update" format' -l 'format' -d 'text or json: the session as Stripe answers.' -rfka 'text json'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till update" idempotency-key' -l 'idempotency-key' -d 'Names this wish: with the same key it is carried out once.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till update" profile' -l 'profile' -d 'Work with this profile of the configuration.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till update" read-only' -l 'read-only' -d 'Change nothing at Stripe, whatever the key allows.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till update" allow-live-writes' -l 'allow-live-writes' -d 'Allow changes with a live key; without it a live key only reads.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till update" api-base' -l 'api-base' -d 'Another address of the API: https, or http to this machine.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till update" account' -l 'account' -d 'Act for this connected account.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till update" no-cache' -l 'no-cache' -d 'Keep no cache: what is read is forgotten at the end.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till update" no-color' -l 'no-color' -d 'Use no colours.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till update" ascii' -l 'ascii' -d 'Draw the dashboard with ASCII characters only.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till update" debug-http' -l 'debug-http' -d 'Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till update" version' -l 'version' -d 'Show the version.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till update" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till expire" yes' -l 'yes' -d 'Do not ask.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till expire" dry-run' -l 'dry-run' -d 'Only say what would be done.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till expire" profile' -l 'profile' -d 'Work with this profile of the configuration.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till expire" read-only' -l 'read-only' -d 'Change nothing at Stripe, whatever the key allows.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till expire" allow-live-writes' -l 'allow-live-writes' -d 'Allow changes with a live key; without it a live key only reads.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till expire" api-base' -l 'api-base' -d 'Another address of the API: https, or http to this machine.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till expire" account' -l 'account' -d 'Act for this connected account.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till expire" no-cache' -l 'no-cache' -d 'Keep no cache: what is read is forgotten at the end.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till expire" no-color' -l 'no-color' -d 'Use no colours.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till expire" ascii' -l 'ascii' -d 'Draw the dashboard with ASCII characters only.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till expire" debug-http' -l 'debug-http' -d 'Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till expire" version' -l 'version' -d 'Show the version.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till expire" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till sandbox" port' -l 'port' -d 'The port to listen on; 0 picks a free one.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till sandbox" sessions' -l 'sessions' -d 'How many sessions there are at the start.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till sandbox" seed' -l 'seed' -d 'Another number gives other sessions.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till sandbox" latency' -l 'latency' -d 'Milliseconds before each answer.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till sandbox" fail-rate' -l 'fail-rate' -d 'The part of requests that fail, from 0 to 1.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till sandbox" rate-limit' -l 'rate-limit' -d 'Requests a second before the answer is 429.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till sandbox" traffic' -l 'traffic' -d 'Let time pass: sessions appear, complete and expire.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till sandbox" version' -l 'version' -d 'Show the version.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till sandbox" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache" version' -l 'version' -d 'Show the version.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'till' -n '__till_should_offer_completions_for_positional "till cache" -eq 1' -fa 'path' -d 'Print where the cache of this key is.'
complete -c 'till' -n '__till_should_offer_completions_for_positional "till cache" -eq 1' -fa 'info' -d 'Print what the cache holds.'
complete -c 'till' -n '__till_should_offer_completions_for_positional "till cache" -eq 1' -fa 'clear' -d 'Remove the cache from the disk.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache path" profile' -l 'profile' -d 'Work with this profile of the configuration.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache path" read-only' -l 'read-only' -d 'Change nothing at Stripe, whatever the key allows.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache path" allow-live-writes' -l 'allow-live-writes' -d 'Allow changes with a live key; without it a live key only reads.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache path" api-base' -l 'api-base' -d 'Another address of the API: https, or http to this machine.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache path" account' -l 'account' -d 'Act for this connected account.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache path" no-cache' -l 'no-cache' -d 'Keep no cache: what is read is forgotten at the end.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache path" no-color' -l 'no-color' -d 'Use no colours.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache path" ascii' -l 'ascii' -d 'Draw the dashboard with ASCII characters only.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache path" debug-http' -l 'debug-http' -d 'Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache path" version' -l 'version' -d 'Show the version.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache path" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache info" profile' -l 'profile' -d 'Work with this profile of the configuration.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache info" read-only' -l 'read-only' -d 'Change nothing at Stripe, whatever the key allows.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache info" allow-live-writes' -l 'allow-live-writes' -d 'Allow changes with a live key; without it a live key only reads.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache info" api-base' -l 'api-base' -d 'Another address of the API: https, or http to this machine.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache info" account' -l 'account' -d 'Act for this connected account.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache info" no-cache' -l 'no-cache' -d 'Keep no cache: what is read is forgotten at the end.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache info" no-color' -l 'no-color' -d 'Use no colours.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache info" ascii' -l 'ascii' -d 'Draw the dashboard with ASCII characters only.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache info" debug-http' -l 'debug-http' -d 'Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache info" version' -l 'version' -d 'Show the version.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache info" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache clear" all' -l 'all' -d 'Remove the caches of all accounts.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache clear" profile' -l 'profile' -d 'Work with this profile of the configuration.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache clear" read-only' -l 'read-only' -d 'Change nothing at Stripe, whatever the key allows.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache clear" allow-live-writes' -l 'allow-live-writes' -d 'Allow changes with a live key; without it a live key only reads.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache clear" api-base' -l 'api-base' -d 'Another address of the API: https, or http to this machine.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache clear" account' -l 'account' -d 'Act for this connected account.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache clear" no-cache' -l 'no-cache' -d 'Keep no cache: what is read is forgotten at the end.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache clear" no-color' -l 'no-color' -d 'Use no colours.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache clear" ascii' -l 'ascii' -d 'Draw the dashboard with ASCII characters only.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache clear" debug-http' -l 'debug-http' -d 'Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache clear" version' -l 'version' -d 'Show the version.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till cache clear" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till profiles" profile' -l 'profile' -d 'Work with this profile of the configuration.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till profiles" read-only' -l 'read-only' -d 'Change nothing at Stripe, whatever the key allows.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till profiles" allow-live-writes' -l 'allow-live-writes' -d 'Allow changes with a live key; without it a live key only reads.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till profiles" api-base' -l 'api-base' -d 'Another address of the API: https, or http to this machine.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till profiles" account' -l 'account' -d 'Act for this connected account.' -rfka ''
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till profiles" no-cache' -l 'no-cache' -d 'Keep no cache: what is read is forgotten at the end.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till profiles" no-color' -l 'no-color' -d 'Use no colours.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till profiles" ascii' -l 'ascii' -d 'Draw the dashboard with ASCII characters only.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till profiles" debug-http' -l 'debug-http' -d 'Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till profiles" version' -l 'version' -d 'Show the version.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till profiles" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till config" version' -l 'version' -d 'Show the version.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till config" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'till' -n '__till_should_offer_completions_for_positional "till config" -eq 1' -fa 'path' -d 'Print where the configuration is looked for.'
complete -c 'till' -n '__till_should_offer_completions_for_positional "till config" -eq 1' -fa 'check' -d 'Name the line and column of mistakes.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till config path" version' -l 'version' -d 'Show the version.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till config path" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till config check" version' -l 'version' -d 'Show the version.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till config check" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'till' -n '__till_should_offer_completions_for_flags_or_options "till help" version' -l 'version' -d 'Show the version.'
