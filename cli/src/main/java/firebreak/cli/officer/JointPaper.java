package firebreak.cli.officer;

import firebreak.charter.PostEntry;
import firebreak.charter.Registry;
import firebreak.cli.console.Refusal;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.identity.Jws;
import firebreak.identity.SignatureCheck;
import firebreak.node.home.SmallFile;
import firebreak.node.store.DurableFile;
import firebreak.note.Author;
import firebreak.note.Note;
import firebreak.note.Statement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A joint note on its way between its authors: the payload that all of them sign, bare as it was proposed, or with the
/// signatures it has by now. Its file is the one or the other, as it will stand in the records.
record JointPaper(Note note, Optional<Jws> signed) {
    private static final Bytes SIGNED = Bytes.ofUtf8("{\"payload\":");

    static JointPaper of(String place, Bytes payload, Optional<Jws> signed) throws FormatException {
        if (Statement.parse(place, payload) instanceof Note note && note.joint()) {
            return new JointPaper(note, signed);
        }
        throw new FormatException(place, "expected a joint note");
    }

    /// Copies of one note with the signatures of each.
    static JointPaper readAll(List<Path> files) throws IOException, FormatException, Refusal {
        JointPaper whole = read(files.getFirst());
        for (Path file : files.subList(1, files.size())) {
            JointPaper copy = read(file);
            if (!copy.payload().equals(whole.payload())) {
                throw new Refusal(
                        files.getFirst() + " and " + file + " are not the same note: its authors sign one text");
            }
            whole = copy.signed().isPresent() ? whole.with(copy.signed().get()) : whole;
        }
        return whole;
    }

    private static JointPaper read(Path file) throws IOException, FormatException {
        String name = String.valueOf(file.getFileName());
        Bytes content = SmallFile.bytes(file, Jws.MAX_SIZE);
        if (content.size() > SIGNED.size() && content.slice(0, SIGNED.size()).equals(SIGNED)) {
            Jws jws = Jws.parse(name, content);
            return of(name, jws.payload(), Optional.of(jws));
        }
        return of(name, content, Optional.empty());
    }

    Bytes payload() {
        return note.payload();
    }

    JointPaper with(Jws more) throws Refusal {
        try {
            Jws all = signed.isPresent() ? signed.get().withLines(more.lines()) : more;
            return new JointPaper(note, Optional.of(all));
        } catch (IllegalArgumentException unfit) {
            throw new Refusal("the signatures of two copies do not go together: " + unfit.getMessage());
        }
    }

    /// The authors whose signatures are there and right, as far as this home knows their keys.
    List<Author> signedBy(Registry known) {
        return note.authors().stream()
                .filter(author -> isSignedBy(author, known))
                .toList();
    }

    private boolean isSignedBy(Author author, Registry known) {
        Optional<PostEntry> entry = known.manifest(author.manifest())
                .flatMap(manifest -> author.post().flatMap(manifest::post));
        return signed.isPresent()
                && entry.isPresent()
                && known.agreement(note.place().agreement())
                        .filter(agreement ->
                                SignatureCheck.check(signed.get(), entry.get().signing(), agreement.algorithms())
                                        instanceof SignatureCheck.Valid)
                        .isPresent();
    }

    /// Durable on return.
    void write(Path file) throws IOException {
        DurableFile.replace(
                file.toAbsolutePath().normalize(), signed.map(Jws::bytes).orElse(payload()));
    }
}
