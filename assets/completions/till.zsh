#compdef till

__till_complete() {
    local -ar non_empty_completions=("${@:#(|:*)}")
    local -ar empty_completions=("${(M)@:#(|:*)}")
    _describe -V '' non_empty_completions -- empty_completions -P $'\'\''
}

__till_custom_complete() {
    local -a completions
    completions=("${(@f)"$("${command_name}" "${@}" "${command_line[@]}")"}")
    if [[ "${#completions[@]}" -gt 1 ]]; then
        __till_complete "${completions[@]:0:-1}"
    fi
}

__till_cursor_index_in_current_word() {
    if [[ -z "${QIPREFIX}${IPREFIX}${PREFIX}" ]]; then
        printf 0
    else
        printf %s "${#${(z)LBUFFER}[-1]}"
    fi
}

_till() {
    emulate -RL zsh -G
    setopt extendedglob nullglob numericglobsort
    unsetopt aliases banghist

    local -xr SAP_SHELL=zsh
    local -x SAP_SHELL_VERSION
    SAP_SHELL_VERSION="$(builtin emulate zsh -c 'printf %s "${ZSH_VERSION}"')"
    local -r SAP_SHELL_VERSION

    local context state state_descr line
    local -A opt_args

    local -r command_name="${words[1]}"
    local -ar command_line=("${words[@]}")
    local -ir current_word_index="$((CURRENT - 1))"

    local -i ret=1
    local -ar arg_specs=(
        '--view[Begin with this view.]:name:'
        '--profile[Work with this profile of the configuration.]:name:{local -a list;list=(${(f)"$(till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\'')"});_describe -V "" list}'
        '--read-only[Change nothing at Stripe, whatever the key allows.]'
        '--allow-live-writes[Allow changes with a live key; without it a live key only reads.]'
        '--api-base[Another address of the API\: https, or http to this machine.]:url:'
        '--account[Act for this connected account.]:acct_…:'
        '--no-cache[Keep no cache\: what is read is forgotten at the end.]'
        '--no-color[Use no colours.]'
        '--ascii[Draw the dashboard with ASCII characters only.]'
        '--debug-http[Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
        '(-): :->command'
        '(-)*:: :->arg'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0
    case "${state}" in
    command)
        local -ar subcommands=(
            'dashboard:Open the dashboard (this is what till alone does).'
            'demo:Try the dashboard on an embedded sandbox: no key, no network, nothing is kept.'
            'find:Open the dashboard on what an id, an e-mail, an address or text finds.'
            'list:List sessions, newest first.'
            'search:Search what is cached, without network.'
            'sync:Fill and refresh the cache.'
            'show:Show one session, as text for people or as Stripe'\''s JSON.'
            'history:Tell what happened to a session, oldest first.'
            'lines:List the line items of a session, all of them, and what they add up to.'
            'watch:Print what changes with sessions, and wait until they are paid or closed.'
            'stats:Count what is cached by time: created, open, complete, paid, expired, revenue.'
            'documents:List the checkout_sessions documents of the Firebase extension.'
            'document:Show one document of the Firebase extension, as text or as Firestore'\''s JSON.'
            'url:Print a session'\''s checkout URL, alone on a line.'
            'create:Create a session. In test mode, unless changes with a live key are allowed.'
            'update:Change a session'\''s metadata, and what else the API changes.'
            'expire:Expire open sessions.'
            'sandbox:Serve Stripe'\''s Checkout on this machine: API, pay page, webhooks.'
            'cache:The local cache of sessions and documents.'
            'profiles:List the keys that till knows of, masked, with the source of each.'
            'config:The configuration file.'
            'doctor:Say what works here, and what to do about the rest.'
            'help:Show subcommand help information.'
        )
        _describe -V subcommand subcommands && ret=0
        ;;
    arg)
        case "${words[1]}" in
        dashboard|demo|find|list|search|sync|show|history|lines|watch|stats|documents|document|url|create|update|expire|sandbox|cache|profiles|config|doctor|help)
            "_till_${words[1]}" && ret=0
            ;;
        esac
        ;;
    esac

    return "${ret}"
}

_till_dashboard() {
    local -i ret=1
    local -ar arg_specs=(
        '--view[Begin with this view.]:name:'
        '--profile[Work with this profile of the configuration.]:name:{local -a list;list=(${(f)"$(till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\'')"});_describe -V "" list}'
        '--read-only[Change nothing at Stripe, whatever the key allows.]'
        '--allow-live-writes[Allow changes with a live key; without it a live key only reads.]'
        '--api-base[Another address of the API\: https, or http to this machine.]:url:'
        '--account[Act for this connected account.]:acct_…:'
        '--no-cache[Keep no cache\: what is read is forgotten at the end.]'
        '--no-color[Use no colours.]'
        '--ascii[Draw the dashboard with ASCII characters only.]'
        '--debug-http[Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_demo() {
    local -i ret=1
    local -ar arg_specs=(
        '--sessions[How many sessions there are at the start.]:sessions:'
        '--seed[Another number gives other sessions.]:seed:'
        '--latency[Milliseconds before each answer.]:latency:'
        '--fail-rate[The part of requests that fail, from 0 to 1.]:fail-rate:'
        '--profile[Work with this profile of the configuration.]:name:{local -a list;list=(${(f)"$(till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\'')"});_describe -V "" list}'
        '--read-only[Change nothing at Stripe, whatever the key allows.]'
        '--allow-live-writes[Allow changes with a live key; without it a live key only reads.]'
        '--api-base[Another address of the API\: https, or http to this machine.]:url:'
        '--account[Act for this connected account.]:acct_…:'
        '--no-cache[Keep no cache\: what is read is forgotten at the end.]'
        '--no-color[Use no colours.]'
        '--ascii[Draw the dashboard with ASCII characters only.]'
        '--debug-http[Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_find() {
    local -i ret=1
    local -ar ___format=('table' 'json' 'ndjson' 'csv')
    local -ar arg_specs=(
        '*:words:'
        '--limit[List this many at the most.]:limit:'
        '--all[List all that match.]'
        '--format[table, json, ndjson or csv. json and ndjson give Stripe'\''s objects; only white space differs.]:format:{__till_complete "${___format[@]}"}'
        '--columns[Print csv with these columns\: names such as id,amount,metadata.order_id or paths into the object. With + before each name, they follow the usual ones; +metadata.* is a column for each key. An amount brings its currency. A path prints what Stripe has\: minor units, Unix seconds.]:names:'
        '--byte-order-mark[Begin csv with a byte-order mark, which some spreadsheets want.]'
        '--profile[Work with this profile of the configuration.]:name:{local -a list;list=(${(f)"$(till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\'')"});_describe -V "" list}'
        '--read-only[Change nothing at Stripe, whatever the key allows.]'
        '--allow-live-writes[Allow changes with a live key; without it a live key only reads.]'
        '--api-base[Another address of the API\: https, or http to this machine.]:url:'
        '--account[Act for this connected account.]:acct_…:'
        '--no-cache[Keep no cache\: what is read is forgotten at the end.]'
        '--no-color[Use no colours.]'
        '--ascii[Draw the dashboard with ASCII characters only.]'
        '--debug-http[Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_list() {
    local -i ret=1
    local -ar ___status=('open' 'complete' 'expired')
    local -ar ___format=('table' 'json' 'ndjson' 'csv')
    local -ar arg_specs=(
        '--status[open, complete or expired.]:status:{__till_complete "${___status[@]}"}'
        '--email[The customer'\''s e-mail address, with the capitals that it was typed with.]:email:'
        '--customer[cus_…]:customer:'
        '--customer-account[acct_… of a customer under Accounts v2.]:customer-account:'
        '--payment-intent[pi_…]:payment-intent:'
        '--payment-link[plink_…]:payment-link:'
        '--subscription[sub_…]:subscription:'
        '--created-gt[Created after this time\: 2026-11-14 or 2026-11-14T09\:30 in local time, 2026-11-14T09\:30Z in UTC, 7d for seven days ago, Unix seconds. A day or a minute counts whole.]:created-gt:'
        '--created-gte[Created at or after this time\: 2026-11-14 or 2026-11-14T09\:30 in local time, 2026-11-14T09\:30Z in UTC, 7d for seven days ago, Unix seconds.]:created-gte:'
        '--created-lt[Created before this time\: 2026-11-14 or 2026-11-14T09\:30 in local time, 2026-11-14T09\:30Z in UTC, 7d for seven days ago, Unix seconds.]:created-lt:'
        '--created-lte[Created at or before this time\: 2026-11-14 or 2026-11-14T09\:30 in local time, 2026-11-14T09\:30Z in UTC, 7d for seven days ago, Unix seconds. A day or a minute counts whole.]:created-lte:'
        '--query[Search the cache with till'\''s query language, within the other filters.]:query:'
        '--view[Begin with this view\: its query and filters, within the others, its order, and in csv its columns.]:name:'
        '--limit[List this many at the most.]:limit:'
        '--all[List all that match.]'
        '--format[table, json, ndjson or csv. json and ndjson give Stripe'\''s objects; only white space differs.]:format:{__till_complete "${___format[@]}"}'
        '--columns[Print csv with these columns\: names such as id,amount,metadata.order_id or paths into the object. With + before each name, they follow the usual ones; +metadata.* is a column for each key. An amount brings its currency. A path prints what Stripe has\: minor units, Unix seconds.]:names:'
        '--byte-order-mark[Begin csv with a byte-order mark, which some spreadsheets want.]'
        '--profile[Work with this profile of the configuration.]:name:{local -a list;list=(${(f)"$(till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\'')"});_describe -V "" list}'
        '--read-only[Change nothing at Stripe, whatever the key allows.]'
        '--allow-live-writes[Allow changes with a live key; without it a live key only reads.]'
        '--api-base[Another address of the API\: https, or http to this machine.]:url:'
        '--account[Act for this connected account.]:acct_…:'
        '--no-cache[Keep no cache\: what is read is forgotten at the end.]'
        '--no-color[Use no colours.]'
        '--ascii[Draw the dashboard with ASCII characters only.]'
        '--debug-http[Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_search() {
    local -i ret=1
    local -ar ___format=('table' 'json' 'ndjson' 'csv')
    local -ar arg_specs=(
        '*:query:'
        '--limit[List this many at the most.]:limit:'
        '--all[List all that match.]'
        '--format[table, json, ndjson or csv. json and ndjson give Stripe'\''s objects; only white space differs.]:format:{__till_complete "${___format[@]}"}'
        '--columns[Print csv with these columns\: names such as id,amount,metadata.order_id or paths into the object. With + before each name, they follow the usual ones; +metadata.* is a column for each key. An amount brings its currency. A path prints what Stripe has\: minor units, Unix seconds.]:names:'
        '--byte-order-mark[Begin csv with a byte-order mark, which some spreadsheets want.]'
        '--profile[Work with this profile of the configuration.]:name:{local -a list;list=(${(f)"$(till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\'')"});_describe -V "" list}'
        '--read-only[Change nothing at Stripe, whatever the key allows.]'
        '--allow-live-writes[Allow changes with a live key; without it a live key only reads.]'
        '--api-base[Another address of the API\: https, or http to this machine.]:url:'
        '--account[Act for this connected account.]:acct_…:'
        '--no-cache[Keep no cache\: what is read is forgotten at the end.]'
        '--no-color[Use no colours.]'
        '--ascii[Draw the dashboard with ASCII characters only.]'
        '--debug-http[Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_sync() {
    local -i ret=1
    local -ar arg_specs=(
        '--since[Only sessions from this time on\: 2026-11-14 or 2026-11-14T09\:30 in local time, 2026-11-14T09\:30Z in UTC, 7d for seven days ago, Unix seconds.]:since:'
        '--rate-limit[Requests a second, from 0.1 to 1000; without it, what Stripe allows; other servers have no limit.]:rate-limit:'
        '--documents[Read the documents of the Firebase extension instead. Firestore counts each of them; how many they are is said first. They are kept once all of them are read.]'
        '--profile[Work with this profile of the configuration.]:name:{local -a list;list=(${(f)"$(till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\'')"});_describe -V "" list}'
        '--read-only[Change nothing at Stripe, whatever the key allows.]'
        '--allow-live-writes[Allow changes with a live key; without it a live key only reads.]'
        '--api-base[Another address of the API\: https, or http to this machine.]:url:'
        '--account[Act for this connected account.]:acct_…:'
        '--no-cache[Keep no cache\: what is read is forgotten at the end.]'
        '--no-color[Use no colours.]'
        '--ascii[Draw the dashboard with ASCII characters only.]'
        '--debug-http[Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_show() {
    local -i ret=1
    local -ar ___format=('text' 'json')
    local -ar arg_specs=(
        ':id:'
        '--format[text or json.]:format:{__till_complete "${___format[@]}"}'
        '--profile[Work with this profile of the configuration.]:name:{local -a list;list=(${(f)"$(till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\'')"});_describe -V "" list}'
        '--read-only[Change nothing at Stripe, whatever the key allows.]'
        '--allow-live-writes[Allow changes with a live key; without it a live key only reads.]'
        '--api-base[Another address of the API\: https, or http to this machine.]:url:'
        '--account[Act for this connected account.]:acct_…:'
        '--no-cache[Keep no cache\: what is read is forgotten at the end.]'
        '--no-color[Use no colours.]'
        '--ascii[Draw the dashboard with ASCII characters only.]'
        '--debug-http[Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_history() {
    local -i ret=1
    local -ar ___format=('text' 'ndjson')
    local -ar arg_specs=(
        ':id:'
        '--format[text or ndjson.]:format:{__till_complete "${___format[@]}"}'
        '--profile[Work with this profile of the configuration.]:name:{local -a list;list=(${(f)"$(till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\'')"});_describe -V "" list}'
        '--read-only[Change nothing at Stripe, whatever the key allows.]'
        '--allow-live-writes[Allow changes with a live key; without it a live key only reads.]'
        '--api-base[Another address of the API\: https, or http to this machine.]:url:'
        '--account[Act for this connected account.]:acct_…:'
        '--no-cache[Keep no cache\: what is read is forgotten at the end.]'
        '--no-color[Use no colours.]'
        '--ascii[Draw the dashboard with ASCII characters only.]'
        '--debug-http[Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_lines() {
    local -i ret=1
    local -ar ___format=('text' 'json')
    local -ar arg_specs=(
        ':id:'
        '--format[text or json.]:format:{__till_complete "${___format[@]}"}'
        '--profile[Work with this profile of the configuration.]:name:{local -a list;list=(${(f)"$(till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\'')"});_describe -V "" list}'
        '--read-only[Change nothing at Stripe, whatever the key allows.]'
        '--allow-live-writes[Allow changes with a live key; without it a live key only reads.]'
        '--api-base[Another address of the API\: https, or http to this machine.]:url:'
        '--account[Act for this connected account.]:acct_…:'
        '--no-cache[Keep no cache\: what is read is forgotten at the end.]'
        '--no-color[Use no colours.]'
        '--ascii[Draw the dashboard with ASCII characters only.]'
        '--debug-http[Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_watch() {
    local -i ret=1
    local -ar ___until=('paid' 'complete' 'expired' 'closed')
    local -ar ___format=('text' 'ndjson')
    local -ar arg_specs=(
        '*:ids:'
        '--query[Sessions that match a query, as in “till search”, in place of ids.]:query:'
        '--until[paid, complete, expired, or closed for any of the last two.]:until:{__till_complete "${___until[@]}"}'
        '--timeout[How long to wait\: 90s, 10m, 2h.]:timeout:'
        '--every[How often Stripe is asked\: 10s, 1m; every 5s without it.]:every:'
        '--format[text or ndjson.]:format:{__till_complete "${___format[@]}"}'
        '--profile[Work with this profile of the configuration.]:name:{local -a list;list=(${(f)"$(till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\'')"});_describe -V "" list}'
        '--read-only[Change nothing at Stripe, whatever the key allows.]'
        '--allow-live-writes[Allow changes with a live key; without it a live key only reads.]'
        '--api-base[Another address of the API\: https, or http to this machine.]:url:'
        '--account[Act for this connected account.]:acct_…:'
        '--no-cache[Keep no cache\: what is read is forgotten at the end.]'
        '--no-color[Use no colours.]'
        '--ascii[Draw the dashboard with ASCII characters only.]'
        '--debug-http[Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_stats() {
    local -i ret=1
    local -ar ___by=('hour' 'day' 'week' 'month')
    local -ar ___status=('open' 'complete' 'expired')
    local -ar ___format=('text' 'json' 'csv')
    local -ar arg_specs=(
        '--by[hour, day, week or month.]:by:{__till_complete "${___by[@]}"}'
        '--query[Only sessions that match a query, as in “till search”.]:query:'
        '--status[open, complete or expired.]:status:{__till_complete "${___status[@]}"}'
        '--email[The customer'\''s e-mail address, with the capitals that it was typed with.]:email:'
        '--customer[cus_…]:customer:'
        '--customer-account[acct_… of a customer under Accounts v2.]:customer-account:'
        '--payment-intent[pi_…]:payment-intent:'
        '--payment-link[plink_…]:payment-link:'
        '--subscription[sub_…]:subscription:'
        '--created-gt[Created after this time\: 2026-11-14 or 2026-11-14T09\:30 in local time, 2026-11-14T09\:30Z in UTC, 7d for seven days ago, Unix seconds. A day or a minute counts whole.]:created-gt:'
        '--created-gte[Created at or after this time\: 2026-11-14 or 2026-11-14T09\:30 in local time, 2026-11-14T09\:30Z in UTC, 7d for seven days ago, Unix seconds.]:created-gte:'
        '--created-lt[Created before this time\: 2026-11-14 or 2026-11-14T09\:30 in local time, 2026-11-14T09\:30Z in UTC, 7d for seven days ago, Unix seconds.]:created-lt:'
        '--created-lte[Created at or before this time\: 2026-11-14 or 2026-11-14T09\:30 in local time, 2026-11-14T09\:30Z in UTC, 7d for seven days ago, Unix seconds. A day or a minute counts whole.]:created-lte:'
        '--format[text, json or csv.]:format:{__till_complete "${___format[@]}"}'
        '--profile[Work with this profile of the configuration.]:name:{local -a list;list=(${(f)"$(till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\'')"});_describe -V "" list}'
        '--read-only[Change nothing at Stripe, whatever the key allows.]'
        '--allow-live-writes[Allow changes with a live key; without it a live key only reads.]'
        '--api-base[Another address of the API\: https, or http to this machine.]:url:'
        '--account[Act for this connected account.]:acct_…:'
        '--no-cache[Keep no cache\: what is read is forgotten at the end.]'
        '--no-color[Use no colours.]'
        '--ascii[Draw the dashboard with ASCII characters only.]'
        '--debug-http[Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_documents() {
    local -i ret=1
    local -ar ___state=('created' 'waiting' 'failed' 'unanswered' 'mobile')
    local -ar ___format=('table' 'json' 'ndjson' 'csv')
    local -ar arg_specs=(
        '--state[Only documents in this state\: created, waiting, failed, unanswered, mobile.]:state:{__till_complete "${___state[@]}"}'
        '--user[Only the documents of this Firebase user.]:user:'
        '--duplicates[Only documents of the same user within 5 minutes of each other, but for failed ones\: double clicks and retries.]'
        '--cached[Show what “till sync --documents” has kept, without network.]'
        '--query[Search what is kept\: words, state\:failed, user=UID, session\:cs_…, error\:price, meta.order\:A-1, created\:>7d. Implies --cached.]:query:'
        '--view[List what this view of the documents shows, in its order. Implies --cached.]:name:'
        '--limit[List this many at the most.]:limit:'
        '--page-size[Documents in one request, 1 to 10000.]:page-size:'
        '--format[table, json, ndjson or csv. json and ndjson give Firestore'\''s REST documents; only white space differs.]:format:{__till_complete "${___format[@]}"}'
        '--profile[Work with this profile of the configuration.]:name:{local -a list;list=(${(f)"$(till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\'')"});_describe -V "" list}'
        '--read-only[Change nothing at Stripe, whatever the key allows.]'
        '--allow-live-writes[Allow changes with a live key; without it a live key only reads.]'
        '--api-base[Another address of the API\: https, or http to this machine.]:url:'
        '--account[Act for this connected account.]:acct_…:'
        '--no-cache[Keep no cache\: what is read is forgotten at the end.]'
        '--no-color[Use no colours.]'
        '--ascii[Draw the dashboard with ASCII characters only.]'
        '--debug-http[Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_document() {
    local -i ret=1
    local -ar ___format=('text' 'json')
    local -ar arg_specs=(
        ':path:'
        '--format[text or json.]:format:{__till_complete "${___format[@]}"}'
        '--profile[Work with this profile of the configuration.]:name:{local -a list;list=(${(f)"$(till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\'')"});_describe -V "" list}'
        '--read-only[Change nothing at Stripe, whatever the key allows.]'
        '--allow-live-writes[Allow changes with a live key; without it a live key only reads.]'
        '--api-base[Another address of the API\: https, or http to this machine.]:url:'
        '--account[Act for this connected account.]:acct_…:'
        '--no-cache[Keep no cache\: what is read is forgotten at the end.]'
        '--no-color[Use no colours.]'
        '--ascii[Draw the dashboard with ASCII characters only.]'
        '--debug-http[Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_url() {
    local -i ret=1
    local -ar arg_specs=(
        ':id:'
        '--recovery[Print the link with which an expired session can be recovered.]'
        '--profile[Work with this profile of the configuration.]:name:{local -a list;list=(${(f)"$(till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\'')"});_describe -V "" list}'
        '--read-only[Change nothing at Stripe, whatever the key allows.]'
        '--allow-live-writes[Allow changes with a live key; without it a live key only reads.]'
        '--api-base[Another address of the API\: https, or http to this machine.]:url:'
        '--account[Act for this connected account.]:acct_…:'
        '--no-cache[Keep no cache\: what is read is forgotten at the end.]'
        '--no-color[Use no colours.]'
        '--ascii[Draw the dashboard with ASCII characters only.]'
        '--debug-http[Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_create() {
    local -i ret=1
    local -ar ___mode=('payment' 'subscription' 'setup')
    local -ar ___every=('day' 'week' 'month' 'year')
    local -ar ___ui_mode=('hosted_page' 'embedded_page' 'elements' 'form')
    local -ar ___collect_name=('business' 'individual')
    local -ar ___format=('id' 'url' 'json')
    local -ar arg_specs=(
        '--mode[payment, subscription or setup.]:mode:{__till_complete "${___mode[@]}"}'
        '*--price[The id of a price, with a quantity if it is not 1\: price_1Nv…\:3. Can be repeated.]:price:'
        '--product[The name of a product for this session only; goes with --amount and --currency.]:product:'
        '--amount[What one of the product costs, in units of the currency\: 10.99.]:amount:'
        '--currency[Three letters, such as usd.]:currency:'
        '--quantity[How many of the product.]:quantity:'
        '--every[day, week, month or year\: how often the product is charged in a subscription.]:every:{__till_complete "${___every[@]}"}'
        '--customer[cus_…]:customer:'
        '--customer-email[The customer'\''s e-mail address.]:customer-email:'
        '--success-url[Where the customer is sent after paying.]:success-url:'
        '--cancel-url[Where the customer is sent on going back.]:cancel-url:'
        '--return-url[Where an embedded page leads to.]:return-url:'
        '--ui-mode[hosted_page, embedded_page, elements or form.]:ui-mode:{__till_complete "${___ui_mode[@]}"}'
        '--client-reference-id[Your own reference, such as an order number.]:client-reference-id:'
        '*--metadata[name=value. Can be repeated.]:metadata:'
        '--expires-at[When it expires\: +45m or +2h from now, 2026-11-14T09\:30 (with Z in UTC).]:expires-at:'
        '--allow-promotion-codes[Whether the customer may enter a promotion code.]'
        '--no-allow-promotion-codes[Whether the customer may enter a promotion code.]'
        '--locale[The language of the page, such as de, or auto.]:locale:'
        '*--payment-method-type[A way of paying that is offered, such as card, of those that the account has. Can be repeated.]:payment-method-type:'
        '*--excluded-payment-method-type[A way of paying that is not offered. Can be repeated.]:excluded-payment-method-type:'
        '--coupon[The id of a coupon that is taken off.]:coupon:'
        '--promotion-code[The id of a promotion code that is taken off\: promo_…]:promotion-code:'
        '--trial-days[Days for which a subscription costs nothing.]:trial-days:'
        '--display-name[The shop'\''s name on the page.]:display-name:'
        '--button-color[The colour of the button, such as #635bff.]:button-color:'
        '--background-color[The colour of the page, such as #ffffff.]:background-color:'
        '*--collect-name[business or individual\: a name that the page asks for. Can be repeated.]:collect-name:{__till_complete "${___collect_name[@]}"}'
        '--managed-payments[Whether Stripe sells in its own name.]'
        '--no-managed-payments[Whether Stripe sells in its own name.]'
        '*'{-d,--data}'[Any other parameter of the API\: key\[sub\]=value. Can be repeated.]:data:'
        '--format[What is printed\: id, url or json.]:format:{__till_complete "${___format[@]}"}'
        '--idempotency-key[Names this wish\: with the same key it is carried out once.]:idempotency-key:'
        '--profile[Work with this profile of the configuration.]:name:{local -a list;list=(${(f)"$(till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\'')"});_describe -V "" list}'
        '--read-only[Change nothing at Stripe, whatever the key allows.]'
        '--allow-live-writes[Allow changes with a live key; without it a live key only reads.]'
        '--api-base[Another address of the API\: https, or http to this machine.]:url:'
        '--account[Act for this connected account.]:acct_…:'
        '--no-cache[Keep no cache\: what is read is forgotten at the end.]'
        '--no-color[Use no colours.]'
        '--ascii[Draw the dashboard with ASCII characters only.]'
        '--debug-http[Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_update() {
    local -i ret=1
    local -ar ___format=('text' 'json')
    local -ar arg_specs=(
        ':id:'
        '*--metadata[name=value, or name= to take it away. Can be repeated.]:metadata:'
        '*'{-d,--data}'[Any other parameter of an update, of collected_information, line_items, payment_intent_data or shipping_options\: line_items\[0\]\[quantity\]=3. Can be repeated.]:data:'
        '--format[text or json\: the session as Stripe answers.]:format:{__till_complete "${___format[@]}"}'
        '--idempotency-key[Names this wish\: with the same key it is carried out once.]:idempotency-key:'
        '--profile[Work with this profile of the configuration.]:name:{local -a list;list=(${(f)"$(till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\'')"});_describe -V "" list}'
        '--read-only[Change nothing at Stripe, whatever the key allows.]'
        '--allow-live-writes[Allow changes with a live key; without it a live key only reads.]'
        '--api-base[Another address of the API\: https, or http to this machine.]:url:'
        '--account[Act for this connected account.]:acct_…:'
        '--no-cache[Keep no cache\: what is read is forgotten at the end.]'
        '--no-color[Use no colours.]'
        '--ascii[Draw the dashboard with ASCII characters only.]'
        '--debug-http[Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_expire() {
    local -i ret=1
    local -ar arg_specs=(
        '*:ids:'
        '--yes[Do not ask.]'
        '--dry-run[Only say what would be done.]'
        '--profile[Work with this profile of the configuration.]:name:{local -a list;list=(${(f)"$(till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\'')"});_describe -V "" list}'
        '--read-only[Change nothing at Stripe, whatever the key allows.]'
        '--allow-live-writes[Allow changes with a live key; without it a live key only reads.]'
        '--api-base[Another address of the API\: https, or http to this machine.]:url:'
        '--account[Act for this connected account.]:acct_…:'
        '--no-cache[Keep no cache\: what is read is forgotten at the end.]'
        '--no-color[Use no colours.]'
        '--ascii[Draw the dashboard with ASCII characters only.]'
        '--debug-http[Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_sandbox() {
    local -i ret=1
    local -ar arg_specs=(
        '--port[The port to listen on; 0 picks a free one.]:port:'
        '--sessions[How many sessions there are at the start.]:sessions:'
        '--seed[Another number gives other sessions.]:seed:'
        '--latency[Milliseconds before each answer.]:latency:'
        '--fail-rate[The part of requests that fail, from 0 to 1.]:fail-rate:'
        '--rate-limit[Requests a second before the answer is 429.]:rate-limit:'
        '--traffic[Let time pass\: sessions appear, complete and expire.]'
        '--permissions[What a restricted key may do, such as checkout_session_read,event_read; all unless given.]:permissions:'
        '--api-version[The version of Stripe'\''s API that requests without one get, such as 2025-03-31.basil.]:version:'
        '--state[Keep what happens in this folder, and begin with what is there.]:folder:_files -/'
        '--seed-file[Begin with the requests of this file, in the format of the Stripe CLI'\''s fixtures\: JSON, or TOML in a file .toml.]:file:_files'
        '--forward-to[Send events there, signed\: a port, host\:port/path, or an address.]:url:'
        '--events[Only these, with commas between\: names, or groups such as charge.*]:names:'
        '--headers[Sent along with each event\: “Name\: value, Name\: value”.]:fields:'
        '--forward-anywhere[Allow an https address that is not this machine'\''s in --forward-to.]'
        '--print-secret[Print the secret that signatures are verified with, and end.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
        '(-): :->command'
        '(-)*:: :->arg'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0
    case "${state}" in
    command)
        local -ar subcommands=(
            'pay:Pay for an open session, as its customer would.'
            'authenticate:Confirm the 3-D Secure challenge of a session.'
            'decline:Let a try to pay fail, or refuse a 3-D Secure challenge.'
            'expire:Expire an open session.'
            'settle:Let the money of a delayed payment arrive; also ends a refund, or wins a dispute.'
            'fail:Let a delayed payment or a pending refund fail, or lose a dispute.'
            'refund:Refund a payment, or a part of it.'
            'dispute:Let the customer dispute a payment at the bank.'
            'renew:Let the next period of a subscription begin, which its card pays for.'
            'resend:Send an event once more to where the sandbox forwards.'
        )
        _describe -V subcommand subcommands && ret=0
        ;;
    arg)
        case "${words[1]}" in
        pay|authenticate|decline|expire|settle|fail|refund|dispute|renew|resend)
            "_till_sandbox_${words[1]}" && ret=0
            ;;
        esac
        ;;
    esac

    return "${ret}"
}

_till_sandbox_pay() {
    local -i ret=1
    local -ar arg_specs=(
        ':id:'
        '--api-base[Where the sandbox listens, as it says itself; else TILL_API_BASE.]:url:'
        '--account[Act in this connected account.]:acct_…:'
        '--card[One of Stripe'\''s test numbers, an IBAN, or a name such as pm_card_chargeDeclined.]:card:'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_sandbox_authenticate() {
    local -i ret=1
    local -ar arg_specs=(
        ':id:'
        '--api-base[Where the sandbox listens, as it says itself; else TILL_API_BASE.]:url:'
        '--account[Act in this connected account.]:acct_…:'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_sandbox_decline() {
    local -i ret=1
    local -ar arg_specs=(
        ':id:'
        '--api-base[Where the sandbox listens, as it says itself; else TILL_API_BASE.]:url:'
        '--account[Act in this connected account.]:acct_…:'
        '--card[The number that is tried; it says why it is declined.]:card:'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_sandbox_expire() {
    local -i ret=1
    local -ar arg_specs=(
        ':id:'
        '--api-base[Where the sandbox listens, as it says itself; else TILL_API_BASE.]:url:'
        '--account[Act in this connected account.]:acct_…:'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_sandbox_settle() {
    local -i ret=1
    local -ar arg_specs=(
        ':id:'
        '--api-base[Where the sandbox listens, as it says itself; else TILL_API_BASE.]:url:'
        '--account[Act in this connected account.]:acct_…:'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_sandbox_fail() {
    local -i ret=1
    local -ar arg_specs=(
        ':id:'
        '--api-base[Where the sandbox listens, as it says itself; else TILL_API_BASE.]:url:'
        '--account[Act in this connected account.]:acct_…:'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_sandbox_refund() {
    local -i ret=1
    local -ar arg_specs=(
        ':id:'
        '--api-base[Where the sandbox listens, as it says itself; else TILL_API_BASE.]:url:'
        '--account[Act in this connected account.]:acct_…:'
        '--amount[In minor units, such as 1099; without it all that is left.]:amount:'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_sandbox_dispute() {
    local -i ret=1
    local -ar arg_specs=(
        ':id:'
        '--api-base[Where the sandbox listens, as it says itself; else TILL_API_BASE.]:url:'
        '--account[Act in this connected account.]:acct_…:'
        '--reason[Such as fraudulent or product_not_received.]:reason:'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_sandbox_renew() {
    local -i ret=1
    local -ar arg_specs=(
        ':id:'
        '--api-base[Where the sandbox listens, as it says itself; else TILL_API_BASE.]:url:'
        '--account[Act in this connected account.]:acct_…:'
        '--card[Another number to pay with, such as 4000000000000341, which is declined.]:card:'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_sandbox_resend() {
    local -i ret=1
    local -ar arg_specs=(
        ':event:'
        '--api-base[Where the sandbox listens, as it says itself; else TILL_API_BASE.]:url:'
        '--account[Act in this connected account.]:acct_…:'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_cache() {
    local -i ret=1
    local -ar arg_specs=(
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
        '(-): :->command'
        '(-)*:: :->arg'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0
    case "${state}" in
    command)
        local -ar subcommands=(
            'path:Print where the cache of this key is.'
            'info:Print what the cache holds.'
            'clear:Remove the cache from the disk.'
        )
        _describe -V subcommand subcommands && ret=0
        ;;
    arg)
        case "${words[1]}" in
        path|info|clear)
            "_till_cache_${words[1]}" && ret=0
            ;;
        esac
        ;;
    esac

    return "${ret}"
}

_till_cache_path() {
    local -i ret=1
    local -ar arg_specs=(
        '--profile[Work with this profile of the configuration.]:name:{local -a list;list=(${(f)"$(till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\'')"});_describe -V "" list}'
        '--read-only[Change nothing at Stripe, whatever the key allows.]'
        '--allow-live-writes[Allow changes with a live key; without it a live key only reads.]'
        '--api-base[Another address of the API\: https, or http to this machine.]:url:'
        '--account[Act for this connected account.]:acct_…:'
        '--no-cache[Keep no cache\: what is read is forgotten at the end.]'
        '--no-color[Use no colours.]'
        '--ascii[Draw the dashboard with ASCII characters only.]'
        '--debug-http[Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_cache_info() {
    local -i ret=1
    local -ar arg_specs=(
        '--profile[Work with this profile of the configuration.]:name:{local -a list;list=(${(f)"$(till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\'')"});_describe -V "" list}'
        '--read-only[Change nothing at Stripe, whatever the key allows.]'
        '--allow-live-writes[Allow changes with a live key; without it a live key only reads.]'
        '--api-base[Another address of the API\: https, or http to this machine.]:url:'
        '--account[Act for this connected account.]:acct_…:'
        '--no-cache[Keep no cache\: what is read is forgotten at the end.]'
        '--no-color[Use no colours.]'
        '--ascii[Draw the dashboard with ASCII characters only.]'
        '--debug-http[Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_cache_clear() {
    local -i ret=1
    local -ar arg_specs=(
        '--all[Remove the caches of all accounts.]'
        '--profile[Work with this profile of the configuration.]:name:{local -a list;list=(${(f)"$(till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\'')"});_describe -V "" list}'
        '--read-only[Change nothing at Stripe, whatever the key allows.]'
        '--allow-live-writes[Allow changes with a live key; without it a live key only reads.]'
        '--api-base[Another address of the API\: https, or http to this machine.]:url:'
        '--account[Act for this connected account.]:acct_…:'
        '--no-cache[Keep no cache\: what is read is forgotten at the end.]'
        '--no-color[Use no colours.]'
        '--ascii[Draw the dashboard with ASCII characters only.]'
        '--debug-http[Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_profiles() {
    local -i ret=1
    local -ar arg_specs=(
        '--profile[Work with this profile of the configuration.]:name:{local -a list;list=(${(f)"$(till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\'')"});_describe -V "" list}'
        '--read-only[Change nothing at Stripe, whatever the key allows.]'
        '--allow-live-writes[Allow changes with a live key; without it a live key only reads.]'
        '--api-base[Another address of the API\: https, or http to this machine.]:url:'
        '--account[Act for this connected account.]:acct_…:'
        '--no-cache[Keep no cache\: what is read is forgotten at the end.]'
        '--no-color[Use no colours.]'
        '--ascii[Draw the dashboard with ASCII characters only.]'
        '--debug-http[Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_config() {
    local -i ret=1
    local -ar arg_specs=(
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
        '(-): :->command'
        '(-)*:: :->arg'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0
    case "${state}" in
    command)
        local -ar subcommands=(
            'path:Print where the configuration is looked for.'
            'check:Name the line and column of mistakes.'
        )
        _describe -V subcommand subcommands && ret=0
        ;;
    arg)
        case "${words[1]}" in
        path|check)
            "_till_config_${words[1]}" && ret=0
            ;;
        esac
        ;;
    esac

    return "${ret}"
}

_till_config_path() {
    local -i ret=1
    local -ar arg_specs=(
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_config_check() {
    local -i ret=1
    local -ar arg_specs=(
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_doctor() {
    local -i ret=1
    local -ar ___format=('text' 'json')
    local -ar arg_specs=(
        '--format[text or json.]:format:{__till_complete "${___format[@]}"}'
        '--profile[Work with this profile of the configuration.]:name:{local -a list;list=(${(f)"$(till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\'')"});_describe -V "" list}'
        '--read-only[Change nothing at Stripe, whatever the key allows.]'
        '--allow-live-writes[Allow changes with a live key; without it a live key only reads.]'
        '--api-base[Another address of the API\: https, or http to this machine.]:url:'
        '--account[Act for this connected account.]:acct_…:'
        '--no-cache[Keep no cache\: what is read is forgotten at the end.]'
        '--no-color[Use no colours.]'
        '--ascii[Draw the dashboard with ASCII characters only.]'
        '--debug-http[Write the headers of requests and answers to stderr, the key masked; in the dashboard to the log.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_till_help() {
    local -i ret=1
    local -ar arg_specs=(
        '*:subcommands:'
        '--version[Show the version.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

if [[ "${funcstack[1]}" = _till ]]; then
    _till "${@}"
else
    compdef _till till
fi
