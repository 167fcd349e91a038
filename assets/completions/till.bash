#!/bin/bash

__till_cursor_index_in_current_word() {
    local remaining="${COMP_LINE}"

    local word
    for word in "${COMP_WORDS[@]::COMP_CWORD}"; do
        remaining="${remaining##*([[:space:]])"${word}"*([[:space:]])}"
    done

    local -ir index="$((COMP_POINT - ${#COMP_LINE} + ${#remaining}))"
    if [[ "${index}" -le 0 ]]; then
        printf 0
    else
        printf %s "${index}"
    fi
}

# positional arguments:
#
# - 1: the current (sub)command's count of positional arguments
#
# required variables:
#
# - repeating_flags: the repeating flags that the current (sub)command can accept
# - non_repeating_flags: the non-repeating flags that the current (sub)command can accept
# - repeating_options: the repeating options that the current (sub)command can accept
# - non_repeating_options: the non-repeating options that the current (sub)command can accept
# - positional_number: value ignored
# - unparsed_words: unparsed words from the current command line
#
# modified variables:
#
# - non_repeating_flags: remove flags for this (sub)command that are already on the command line
# - non_repeating_options: remove options for this (sub)command that are already on the command line
# - positional_number: set to the current positional number
# - unparsed_words: remove all flags, options, and option values for this (sub)command
__till_offer_flags_options() {
    local -ir positional_count="${1}"
    positional_number=0

    local was_flag_option_terminator_seen=false
    local is_parsing_option_value=false

    local -ar unparsed_word_indices=("${!unparsed_words[@]}")
    local -i word_index
    for word_index in "${unparsed_word_indices[@]}"; do
        if "${is_parsing_option_value}"; then
            # This word is an option value:
            # Reset marker for next word iff not currently the last word
            [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]] && is_parsing_option_value=false
            unset "unparsed_words[${word_index}]"
            # Do not process this word as a flag or an option
            continue
        fi

        local word="${unparsed_words["${word_index}"]}"
        if ! "${was_flag_option_terminator_seen}"; then
            case "${word}" in
            --)
                unset "unparsed_words[${word_index}]"
                # by itself -- is a flag/option terminator, but if it is the last word, it is the start of a completion
                if [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]]; then
                    was_flag_option_terminator_seen=true
                fi
                continue
                ;;
            -*)
                # ${word} is a flag or an option
                # If ${word} is an option, mark that the next word to be parsed is an option value
                local option
                for option in "${repeating_options[@]}" "${non_repeating_options[@]}"; do
                    [[ "${word}" = "${option}" ]] && is_parsing_option_value=true && break
                done

                # Remove ${word} from ${non_repeating_flags} or ${non_repeating_options} so it isn't offered again
                local not_found=true
                local -i index
                for index in "${!non_repeating_flags[@]}"; do
                    if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                        unset "non_repeating_flags[${index}]"
                        non_repeating_flags=("${non_repeating_flags[@]}")
                        not_found=false
                        break
                    fi
                done
                if "${not_found}"; then
                    for index in "${!non_repeating_flags[@]}"; do
                        if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                            unset "non_repeating_flags[${index}]"
                            non_repeating_flags=("${non_repeating_flags[@]}")
                            break
                        fi
                    done
                fi
                unset "unparsed_words[${word_index}]"
                continue
                ;;
            esac
        fi

        # ${word} is neither a flag, nor an option, nor an option value
        if [[ "${positional_number}" -lt "${positional_count}" || "${positional_count}" -lt 0 ]]; then
            # ${word} is a positional
            ((positional_number++))
            unset "unparsed_words[${word_index}]"
        else
            if [[ -z "${word}" ]]; then
                # Could be completing a flag, option, or subcommand
                positional_number=-1
            else
                # ${word} is a subcommand or invalid, so stop processing this (sub)command
                positional_number=-2
            fi
            break
        fi
    done

    unparsed_words=("${unparsed_words[@]}")

    if\
        ! "${was_flag_option_terminator_seen}"\
        && ! "${is_parsing_option_value}"\
        && [[ ("${cur}" = -* && "${positional_number}" -ge 0) || "${positional_number}" -eq -1 ]]
    then
        COMPREPLY+=($(compgen -W "${repeating_flags[*]} ${non_repeating_flags[*]} ${repeating_options[*]} ${non_repeating_options[*]}" -- "${cur}"))
    fi
}

__till_add_completions() {
    local completion
    while IFS='' read -r completion; do
        COMPREPLY+=("${completion}")
    done < <(IFS=$'\n' compgen "${@}" -- "${cur}")
}

__till_custom_complete() {
    if [[ -n "${cur}" || -z ${COMP_WORDS[${COMP_CWORD}]} || "${COMP_LINE:${COMP_POINT}:1}" != ' ' ]]; then
        local -ar words=("${COMP_WORDS[@]}")
    else
        local -ar words=("${COMP_WORDS[@]::${COMP_CWORD}}" '' "${COMP_WORDS[@]:${COMP_CWORD}}")
    fi

    "${COMP_WORDS[0]}" "${@}" "${words[@]}"
}

_till() {
    local state
    state="$(shopt -p;shopt -po)"
    trap "${state//$'\n'/;}" RETURN
    shopt -s extglob
    set +o history +o posix

    local -xr SAP_SHELL=bash
    local -x SAP_SHELL_VERSION
    SAP_SHELL_VERSION="$(IFS='.';printf %s "${BASH_VERSINFO[*]}")"
    local -r SAP_SHELL_VERSION

    local -r cur="${2}"
    local -r prev="${3}"

    local -i positional_number
    local -a unparsed_words=("${COMP_WORDS[@]:1:${COMP_CWORD}}")

    local -a repeating_flags=()
    local -a non_repeating_flags=(--read-only --allow-live-writes --no-cache --no-color --ascii --debug-http --version -h --help)
    local -a repeating_options=()
    local -a non_repeating_options=(--view --profile --api-base --account)
    __till_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--view')
        return
        ;;
    '--profile')
        __till_add_completions -W "$(eval 'till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\''')"
        return
        ;;
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    esac

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    dashboard|demo|find|list|search|sync|show|history|lines|watch|stats|documents|document|url|create|update|expire|sandbox|cache|profiles|config|doctor|help)
        # Offer subcommand argument completions
        "_till_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'dashboard demo find list search sync show history lines watch stats documents document url create update expire sandbox cache profiles config doctor help' -- "${cur}"))
        ;;
    esac
}

_till_dashboard() {
    repeating_flags=()
    non_repeating_flags=(--read-only --allow-live-writes --no-cache --no-color --ascii --debug-http --version -h --help)
    repeating_options=()
    non_repeating_options=(--view --profile --api-base --account)
    __till_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--view')
        return
        ;;
    '--profile')
        __till_add_completions -W "$(eval 'till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\''')"
        return
        ;;
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    esac
}

_till_demo() {
    repeating_flags=()
    non_repeating_flags=(--read-only --allow-live-writes --no-cache --no-color --ascii --debug-http --version -h --help)
    repeating_options=()
    non_repeating_options=(--sessions --seed --latency --fail-rate --profile --api-base --account)
    __till_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--sessions')
        return
        ;;
    '--seed')
        return
        ;;
    '--latency')
        return
        ;;
    '--fail-rate')
        return
        ;;
    '--profile')
        __till_add_completions -W "$(eval 'till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\''')"
        return
        ;;
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    esac
}

_till_find() {
    repeating_flags=()
    non_repeating_flags=(--all --byte-order-mark --read-only --allow-live-writes --no-cache --no-color --ascii --debug-http --version -h --help)
    repeating_options=()
    non_repeating_options=(--limit --format --columns --profile --api-base --account)
    __till_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--limit')
        return
        ;;
    '--format')
        __till_add_completions -W 'table'$'\n''json'$'\n''ndjson'$'\n''csv'
        return
        ;;
    '--columns')
        return
        ;;
    '--profile')
        __till_add_completions -W "$(eval 'till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\''')"
        return
        ;;
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    esac
}

_till_list() {
    repeating_flags=()
    non_repeating_flags=(--all --byte-order-mark --read-only --allow-live-writes --no-cache --no-color --ascii --debug-http --version -h --help)
    repeating_options=()
    non_repeating_options=(--status --email --customer --customer-account --payment-intent --payment-link --subscription --created-gt --created-gte --created-lt --created-lte --query --view --limit --format --columns --profile --api-base --account)
    __till_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--status')
        __till_add_completions -W 'open'$'\n''complete'$'\n''expired'
        return
        ;;
    '--email')
        return
        ;;
    '--customer')
        return
        ;;
    '--customer-account')
        return
        ;;
    '--payment-intent')
        return
        ;;
    '--payment-link')
        return
        ;;
    '--subscription')
        return
        ;;
    '--created-gt')
        return
        ;;
    '--created-gte')
        return
        ;;
    '--created-lt')
        return
        ;;
    '--created-lte')
        return
        ;;
    '--query')
        return
        ;;
    '--view')
        return
        ;;
    '--limit')
        return
        ;;
    '--format')
        __till_add_completions -W 'table'$'\n''json'$'\n''ndjson'$'\n''csv'
        return
        ;;
    '--columns')
        return
        ;;
    '--profile')
        __till_add_completions -W "$(eval 'till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\''')"
        return
        ;;
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    esac
}

_till_search() {
    repeating_flags=()
    non_repeating_flags=(--all --byte-order-mark --read-only --allow-live-writes --no-cache --no-color --ascii --debug-http --version -h --help)
    repeating_options=()
    non_repeating_options=(--limit --format --columns --profile --api-base --account)
    __till_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--limit')
        return
        ;;
    '--format')
        __till_add_completions -W 'table'$'\n''json'$'\n''ndjson'$'\n''csv'
        return
        ;;
    '--columns')
        return
        ;;
    '--profile')
        __till_add_completions -W "$(eval 'till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\''')"
        return
        ;;
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    esac
}

_till_sync() {
    repeating_flags=()
    non_repeating_flags=(--documents --read-only --allow-live-writes --no-cache --no-color --ascii --debug-http --version -h --help)
    repeating_options=()
    non_repeating_options=(--since --rate-limit --profile --api-base --account)
    __till_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--since')
        return
        ;;
    '--rate-limit')
        return
        ;;
    '--profile')
        __till_add_completions -W "$(eval 'till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\''')"
        return
        ;;
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    esac
}

_till_show() {
    repeating_flags=()
    non_repeating_flags=(--read-only --allow-live-writes --no-cache --no-color --ascii --debug-http --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --profile --api-base --account)
    __till_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __till_add_completions -W 'text'$'\n''json'
        return
        ;;
    '--profile')
        __till_add_completions -W "$(eval 'till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\''')"
        return
        ;;
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    esac
}

_till_history() {
    repeating_flags=()
    non_repeating_flags=(--read-only --allow-live-writes --no-cache --no-color --ascii --debug-http --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --profile --api-base --account)
    __till_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __till_add_completions -W 'text'$'\n''ndjson'
        return
        ;;
    '--profile')
        __till_add_completions -W "$(eval 'till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\''')"
        return
        ;;
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    esac
}

_till_lines() {
    repeating_flags=()
    non_repeating_flags=(--read-only --allow-live-writes --no-cache --no-color --ascii --debug-http --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --profile --api-base --account)
    __till_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __till_add_completions -W 'text'$'\n''json'
        return
        ;;
    '--profile')
        __till_add_completions -W "$(eval 'till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\''')"
        return
        ;;
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    esac
}

_till_watch() {
    repeating_flags=()
    non_repeating_flags=(--read-only --allow-live-writes --no-cache --no-color --ascii --debug-http --version -h --help)
    repeating_options=()
    non_repeating_options=(--query --until --timeout --every --format --profile --api-base --account)
    __till_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--query')
        return
        ;;
    '--until')
        __till_add_completions -W 'paid'$'\n''complete'$'\n''expired'$'\n''closed'
        return
        ;;
    '--timeout')
        return
        ;;
    '--every')
        return
        ;;
    '--format')
        __till_add_completions -W 'text'$'\n''ndjson'
        return
        ;;
    '--profile')
        __till_add_completions -W "$(eval 'till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\''')"
        return
        ;;
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    esac
}

_till_stats() {
    repeating_flags=()
    non_repeating_flags=(--read-only --allow-live-writes --no-cache --no-color --ascii --debug-http --version -h --help)
    repeating_options=()
    non_repeating_options=(--by --query --status --email --customer --customer-account --payment-intent --payment-link --subscription --created-gt --created-gte --created-lt --created-lte --format --profile --api-base --account)
    __till_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--by')
        __till_add_completions -W 'hour'$'\n''day'$'\n''week'$'\n''month'
        return
        ;;
    '--query')
        return
        ;;
    '--status')
        __till_add_completions -W 'open'$'\n''complete'$'\n''expired'
        return
        ;;
    '--email')
        return
        ;;
    '--customer')
        return
        ;;
    '--customer-account')
        return
        ;;
    '--payment-intent')
        return
        ;;
    '--payment-link')
        return
        ;;
    '--subscription')
        return
        ;;
    '--created-gt')
        return
        ;;
    '--created-gte')
        return
        ;;
    '--created-lt')
        return
        ;;
    '--created-lte')
        return
        ;;
    '--format')
        __till_add_completions -W 'text'$'\n''json'$'\n''csv'
        return
        ;;
    '--profile')
        __till_add_completions -W "$(eval 'till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\''')"
        return
        ;;
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    esac
}

_till_documents() {
    repeating_flags=()
    non_repeating_flags=(--duplicates --cached --read-only --allow-live-writes --no-cache --no-color --ascii --debug-http --version -h --help)
    repeating_options=()
    non_repeating_options=(--state --user --query --view --limit --page-size --format --profile --api-base --account)
    __till_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--state')
        __till_add_completions -W 'created'$'\n''waiting'$'\n''failed'$'\n''unanswered'$'\n''mobile'
        return
        ;;
    '--user')
        return
        ;;
    '--query')
        return
        ;;
    '--view')
        return
        ;;
    '--limit')
        return
        ;;
    '--page-size')
        return
        ;;
    '--format')
        __till_add_completions -W 'table'$'\n''json'$'\n''ndjson'$'\n''csv'
        return
        ;;
    '--profile')
        __till_add_completions -W "$(eval 'till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\''')"
        return
        ;;
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    esac
}

_till_document() {
    repeating_flags=()
    non_repeating_flags=(--read-only --allow-live-writes --no-cache --no-color --ascii --debug-http --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --profile --api-base --account)
    __till_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __till_add_completions -W 'text'$'\n''json'
        return
        ;;
    '--profile')
        __till_add_completions -W "$(eval 'till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\''')"
        return
        ;;
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    esac
}

_till_url() {
    repeating_flags=()
    non_repeating_flags=(--recovery --read-only --allow-live-writes --no-cache --no-color --ascii --debug-http --version -h --help)
    repeating_options=()
    non_repeating_options=(--profile --api-base --account)
    __till_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--profile')
        __till_add_completions -W "$(eval 'till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\''')"
        return
        ;;
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    esac
}

_till_create() {
    repeating_flags=()
    non_repeating_flags=(--allow-promotion-codes --no-allow-promotion-codes --managed-payments --no-managed-payments --read-only --allow-live-writes --no-cache --no-color --ascii --debug-http --version -h --help)
    repeating_options=(--price --metadata --payment-method-type --excluded-payment-method-type --collect-name -d --data)
    non_repeating_options=(--mode --product --amount --currency --quantity --every --customer --customer-email --success-url --cancel-url --return-url --ui-mode --client-reference-id --expires-at --locale --coupon --promotion-code --trial-days --display-name --button-color --background-color --format --idempotency-key --profile --api-base --account)
    __till_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--mode')
        __till_add_completions -W 'payment'$'\n''subscription'$'\n''setup'
        return
        ;;
    '--price')
        return
        ;;
    '--product')
        return
        ;;
    '--amount')
        return
        ;;
    '--currency')
        return
        ;;
    '--quantity')
        return
        ;;
    '--every')
        __till_add_completions -W 'day'$'\n''week'$'\n''month'$'\n''year'
        return
        ;;
    '--customer')
        return
        ;;
    '--customer-email')
        return
        ;;
    '--success-url')
        return
        ;;
    '--cancel-url')
        return
        ;;
    '--return-url')
        return
        ;;
    '--ui-mode')
        __till_add_completions -W 'hosted_page'$'\n''embedded_page'$'\n''elements'$'\n''form'
        return
        ;;
    '--client-reference-id')
        return
        ;;
    '--metadata')
        return
        ;;
    '--expires-at')
        return
        ;;
    '--locale')
        return
        ;;
    '--payment-method-type')
        return
        ;;
    '--excluded-payment-method-type')
        return
        ;;
    '--coupon')
        return
        ;;
    '--promotion-code')
        return
        ;;
    '--trial-days')
        return
        ;;
    '--display-name')
        return
        ;;
    '--button-color')
        return
        ;;
    '--background-color')
        return
        ;;
    '--collect-name')
        __till_add_completions -W 'business'$'\n''individual'
        return
        ;;
    '-d'|'--data')
        return
        ;;
    '--format')
        __till_add_completions -W 'id'$'\n''url'$'\n''json'
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--profile')
        __till_add_completions -W "$(eval 'till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\''')"
        return
        ;;
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    esac
}

_till_update() {
    repeating_flags=()
    non_repeating_flags=(--read-only --allow-live-writes --no-cache --no-color --ascii --debug-http --version -h --help)
    repeating_options=(--metadata -d --data)
    non_repeating_options=(--format --idempotency-key --profile --api-base --account)
    __till_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--metadata')
        return
        ;;
    '-d'|'--data')
        return
        ;;
    '--format')
        __till_add_completions -W 'text'$'\n''json'
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--profile')
        __till_add_completions -W "$(eval 'till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\''')"
        return
        ;;
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    esac
}

_till_expire() {
    repeating_flags=()
    non_repeating_flags=(--yes --dry-run --read-only --allow-live-writes --no-cache --no-color --ascii --debug-http --version -h --help)
    repeating_options=()
    non_repeating_options=(--profile --api-base --account)
    __till_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--profile')
        __till_add_completions -W "$(eval 'till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\''')"
        return
        ;;
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    esac
}

_till_sandbox() {
    repeating_flags=()
    non_repeating_flags=(--traffic --forward-anywhere --print-secret --version -h --help)
    repeating_options=()
    non_repeating_options=(--port --sessions --seed --latency --fail-rate --rate-limit --permissions --api-version --state --seed-file --forward-to --events --headers)
    __till_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--port')
        return
        ;;
    '--sessions')
        return
        ;;
    '--seed')
        return
        ;;
    '--latency')
        return
        ;;
    '--fail-rate')
        return
        ;;
    '--rate-limit')
        return
        ;;
    '--permissions')
        return
        ;;
    '--api-version')
        return
        ;;
    '--state')
        __till_add_completions -d
        return
        ;;
    '--seed-file')
        __till_add_completions -f
        return
        ;;
    '--forward-to')
        return
        ;;
    '--events')
        return
        ;;
    '--headers')
        return
        ;;
    esac

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    pay|authenticate|decline|expire|settle|fail|refund|dispute|renew|resend)
        # Offer subcommand argument completions
        "_till_sandbox_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'pay authenticate decline expire settle fail refund dispute renew resend' -- "${cur}"))
        ;;
    esac
}

_till_sandbox_pay() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--api-base --account --card)
    __till_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    '--card')
        return
        ;;
    esac
}

_till_sandbox_authenticate() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--api-base --account)
    __till_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    esac
}

_till_sandbox_decline() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--api-base --account --card)
    __till_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    '--card')
        return
        ;;
    esac
}

_till_sandbox_expire() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--api-base --account)
    __till_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    esac
}

_till_sandbox_settle() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--api-base --account)
    __till_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    esac
}

_till_sandbox_fail() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--api-base --account)
    __till_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    esac
}

_till_sandbox_refund() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--api-base --account --amount)
    __till_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    '--amount')
        return
        ;;
    esac
}

_till_sandbox_dispute() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--api-base --account --reason)
    __till_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    '--reason')
        return
        ;;
    esac
}

_till_sandbox_renew() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--api-base --account --card)
    __till_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    '--card')
        return
        ;;
    esac
}

_till_sandbox_resend() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--api-base --account)
    __till_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    esac
}

_till_cache() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __till_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    path|info|clear)
        # Offer subcommand argument completions
        "_till_cache_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'path info clear' -- "${cur}"))
        ;;
    esac
}

_till_cache_path() {
    repeating_flags=()
    non_repeating_flags=(--read-only --allow-live-writes --no-cache --no-color --ascii --debug-http --version -h --help)
    repeating_options=()
    non_repeating_options=(--profile --api-base --account)
    __till_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--profile')
        __till_add_completions -W "$(eval 'till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\''')"
        return
        ;;
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    esac
}

_till_cache_info() {
    repeating_flags=()
    non_repeating_flags=(--read-only --allow-live-writes --no-cache --no-color --ascii --debug-http --version -h --help)
    repeating_options=()
    non_repeating_options=(--profile --api-base --account)
    __till_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--profile')
        __till_add_completions -W "$(eval 'till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\''')"
        return
        ;;
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    esac
}

_till_cache_clear() {
    repeating_flags=()
    non_repeating_flags=(--all --read-only --allow-live-writes --no-cache --no-color --ascii --debug-http --version -h --help)
    repeating_options=()
    non_repeating_options=(--profile --api-base --account)
    __till_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--profile')
        __till_add_completions -W "$(eval 'till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\''')"
        return
        ;;
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    esac
}

_till_profiles() {
    repeating_flags=()
    non_repeating_flags=(--read-only --allow-live-writes --no-cache --no-color --ascii --debug-http --version -h --help)
    repeating_options=()
    non_repeating_options=(--profile --api-base --account)
    __till_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--profile')
        __till_add_completions -W "$(eval 'till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\''')"
        return
        ;;
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    esac
}

_till_config() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __till_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    path|check)
        # Offer subcommand argument completions
        "_till_config_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'path check' -- "${cur}"))
        ;;
    esac
}

_till_config_path() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __till_offer_flags_options 0
}

_till_config_check() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __till_offer_flags_options 0
}

_till_doctor() {
    repeating_flags=()
    non_repeating_flags=(--read-only --allow-live-writes --no-cache --no-color --ascii --debug-http --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --profile --api-base --account)
    __till_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--format')
        __till_add_completions -W 'text'$'\n''json'
        return
        ;;
    '--profile')
        __till_add_completions -W "$(eval 'till profiles 2>/dev/null | sed -nE '\''/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\1/p'\''')"
        return
        ;;
    '--api-base')
        return
        ;;
    '--account')
        return
        ;;
    esac
}

_till_help() {
    repeating_flags=()
    non_repeating_flags=(--version)
    repeating_options=()
    non_repeating_options=()
    __till_offer_flags_options -1
}

complete -o filenames -F _till till
