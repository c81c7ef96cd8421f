package firebreak.twin;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.export.ExportCheck;
import firebreak.export.Listener;
import firebreak.export.Progress;
import firebreak.node.export.ExportFolder;
import firebreak.verifier.export.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What both checks say of the same files, in the words both share: everything but sentences for people.
final class Verdicts {
    private final Path folder;
    private final SortedMap<String, Bytes> written = new TreeMap<>();

    /// @param folder empty; the export is written there for the verifier, which reads folders alone
    Verdicts(Path folder) {
        this.folder = folder;
    }

    /// @param says what may be compared of a whole result
    record Verdict(boolean sound, String says) {
        /// The lines that another does not say.
        String besides(Verdict other) {
            return says.lines()
                    .filter(line -> !other.says.lines().toList().contains(line))
                    .collect(Collectors.joining("; "));
        }
    }

    /// What each says of these files.
    record Both(Verdict core, Verdict verifier) {}

    Both of(Map<String, Bytes> files, Optional<Hash> fingerprint) throws IOException {
        write(files);
        Json core = ExportCheck.run(ExportFolder.open(folder), fingerprint, Progress.NONE, Listener.NOBODY)
                .toJson();
        var verifier =
                firebreak.verifier.export.ExportCheck.run(Folder.open(folder), fingerprint.map(Verdicts::theirs));
        try {
            byte[] json =
                    firebreak.verifier.text.Canonical.write(verifier.toJson()).array();
            return new Both(shared(core), shared(Canonical.read("result", Bytes.wrap(json), 1 << 24)));
        } catch (FormatException notTheSameJson) {
            throw new AssertionError(notTheSameJson);
        }
    }

    private static firebreak.verifier.text.Hash theirs(Hash hash) {
        return new firebreak.verifier.text.Hash(
                firebreak.verifier.text.Bytes.of(hash.bytes().toArray()));
    }

    private void write(Map<String, Bytes> files) throws IOException {
        for (String gone : new TreeSet<>(written.keySet())) {
            if (!files.containsKey(gone)) {
                Files.delete(folder.resolve(gone));
                written.remove(gone);
            }
        }
        for (Map.Entry<String, Bytes> file : files.entrySet()) {
            if (!file.getValue().equals(written.put(file.getKey(), file.getValue()))) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue().toArray());
            }
        }
    }

    /// Of the faults the files alone: which of several is found first in a file is each program's own affair.
    private static Verdict shared(Json result) {
        Map<String, Json> members = members(result);
        boolean sound = Objects.requireNonNull(members.get("sound")).equals(Json.of(true));
        StringBuilder says = new StringBuilder();
        for (String name : List.of(
                "sound",
                "originEstablished",
                "party",
                "channel",
                "label",
                "mode",
                "charter",
                "unchecked",
                "irregularCount",
                "clocks")) {
            says.append(name).append(' ').append(text(members.get(name))).append('\n');
        }
        items(members, "records")
                .forEach(record -> says.append("record ").append(text(record)).append('\n'));
        items(members, "forks")
                .map(fork ->
                        text(members(fork).get("path")) + text(members(fork).get("origin")))
                .forEach(fork -> says.append("fork ").append(fork).append('\n'));
        items(members, "disputes")
                .forEach(
                        dispute -> says.append("dispute ").append(text(dispute)).append('\n'));
        items(members, "irregular")
                .map(found -> text(members(found).get("file")))
                .sorted()
                .forEach(leaf -> says.append("irregular ").append(leaf).append('\n'));
        String faults = items(members, "faults")
                .map(found -> text(members(found).get("file")))
                .distinct()
                .sorted(Comparator.naturalOrder())
                .collect(Collectors.joining(" "));
        return new Verdict(sound, says + "faults " + faults);
    }

    private static Map<String, Json> members(Json object) {
        return ((Json.Obj) object).members();
    }

    private static Stream<Json> items(Map<String, Json> members, String name) {
        return ((Json.Arr) Objects.requireNonNull(members.get(name))).items().stream();
    }

    private static String text(@org.jspecify.annotations.Nullable Json value) {
        try {
            return value == null ? "-" : Canonical.write(value).utf8("value");
        } catch (FormatException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
