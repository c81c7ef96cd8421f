# shellcheck shell=bash
# What the launcher knows of shipping; it reads this file when it is asked for. Written for bash 3.2, like the launcher.

run_ship() {
    "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED \
        -cp "$root/ship/target/*:$root/cli/target/lib/*" firebreak.ship.Ship "$@"
}

# The archive for those who run a node.
make_image() {
    local out=$state/image
    case $# in
        0) ;;
        2)
            [ "$1" = --out ] || stop "usage: ./firebreak image [--out DIR]"
            out=$2
            ;;
        *) stop "usage: ./firebreak image [--out DIR]" ;;
    esac
    build
    run_ship image "$root" "$out"
}

# Compares what is built here with a second build of the same sources: in a folder of another name, at another hour of
# another time zone, with another umask. The second leaves out the checks of the first, for they make no bytes.
reproduce() {
    local space status=0
    if ! git -C "$root" ls-files --error-unmatch pom.xml >/dev/null 2>&1; then
        say "not checked whether the build is reproducible: without git nobody knows what the sources are"
        return 0
    fi
    space=$(mktemp -d "${TMPDIR:-/tmp}/firebreak-again.XXXXXX")
    copy_sources "$space/another-place"
    if (umask 077 && TZ=Asia/Kathmandu sources=$space/another-place \
        maven -ntp -q -Punchecked -Dmaven.test.skip=true package >"$space/build.log" 2>&1); then
        run_ship compare "$root" "$space/another-place" || status=1
    else
        tail -n 40 "$space/build.log" >&2
        say "the second build failed"
        status=1
    fi
    rm -rf "$space"
    return $status
}

# As they are, committed or not; what git ignores is no source.
copy_sources() (
    local file
    umask 077
    mkdir -p "$1"
    git -C "$root" ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
        if [ -f "$root/$file" ]; then printf '%s\0' "$file"; fi
    done | tar -C "$root" --null -T - -cf - | tar -C "$1" --no-same-permissions -xf -
)
