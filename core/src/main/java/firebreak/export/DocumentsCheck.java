package firebreak.export;

import firebreak.charter.Admission;
import firebreak.charter.Charter;
import firebreak.charter.Registry;
import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.identity.Jws;
import firebreak.note.Form;
import firebreak.note.Forms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Checks the charter documents and forms of an export and the chain in which they stand.
final class DocumentsCheck {
    private final FileSource files;
    private final ExportIndex index;
    private final Faults faults;

    DocumentsCheck(FileSource files, ExportIndex index, Faults faults) {
        this.files = files;
        this.index = index;
        this.faults = faults;
    }

    /// Whether every document and form is the file it should be. If one is not, what rests on it cannot be judged
    /// and is not blamed for it.
    boolean intact() {
        return index.files().keySet().stream()
                .filter(path -> path.startsWith(RecordPath.FORMS)
                        || RecordPath.DOCUMENTS.stream().anyMatch(path::startsWith))
                .noneMatch(faults::has);
    }

    /// Admits every document in order of path; each that cannot be admitted is a fault.
    Registry registry() throws IOException {
        Registry registry = Registry.EMPTY;
        if (!intact()) {
            return registry;
        }
        for (String path : documents()) {
            Optional<Jws> document = parse(path);
            if (document.isEmpty()) {
                continue;
            }
            switch (admit(registry, document.get())) {
                case Admission.Admitted(Registry more, Hash _) -> registry = more;
                case Admission.Known _ -> faults.add(path, "is another copy of a document that is there already");
                case Admission.Refused(String reason) -> faults.add(path, reason);
                case Admission.Conflicting(Hash kept, Hash _) ->
                    faults.add(path, "contradicts " + kept.brief() + ", which follows the same parent");
            }
        }
        namesFit(registry);
        return intact() ? registry : Registry.EMPTY;
    }

    private List<String> documents() {
        return index.files().keySet().stream()
                .filter(path -> RecordPath.DOCUMENTS.stream().anyMatch(path::startsWith))
                .sorted(Comparator.<String>comparingInt(path -> rank(path)).thenComparing(path -> path))
                .toList();
    }

    private static int rank(String path) {
        return RecordPath.DOCUMENTS.indexOf(path.substring(0, path.indexOf('/') + 1));
    }

    private Optional<Jws> parse(String path) throws IOException {
        Optional<Bytes> content = files.read(path, Jws.MAX_SIZE);
        if (content.isEmpty()) {
            return Optional.empty(); // blamed as missing already
        }
        try {
            return Optional.of(Jws.parse("signed document", content.get()));
        } catch (FormatException malformed) {
            faults.add(path, malformed.reason());
            return Optional.empty();
        }
    }

    /// A first charter version is taken as it is: whether it is the right one is what the fingerprint says.
    private static Admission admit(Registry registry, Jws document) {
        Admission admission = registry.admit(document);
        return admission instanceof Admission.Refused && isFirstCharter(document)
                ? registry.found(document, Hash.of(document.payload()))
                : admission;
    }

    private static boolean isFirstCharter(Jws document) {
        try {
            return Charter.parse("charter", document.payload()).version().number() == 1;
        } catch (FormatException another) {
            return false;
        }
    }

    /// Each document must lie under the one name that belongs to it, and no document be there that the channel
    /// does not rest on.
    private void namesFit(Registry registry) {
        var expected = new DocumentFiles(registry, index.channel()).all();
        for (String path : documents()) {
            Jws document = expected.get(path);
            if (document == null
                    || !Hash.of(document.bytes()).equals(index.files().get(path))) {
                faults.add(path, "is not the document that belongs under this name");
            }
        }
    }

    /// The forms, each under its own hash.
    Forms forms() throws IOException {
        List<Form> forms = new ArrayList<>();
        for (String path : new TreeSet<>(index.files().keySet())) {
            if (!path.startsWith(RecordPath.FORMS)) {
                continue;
            }
            Optional<Bytes> content = files.read(path, Form.MAX_BYTES);
            if (content.isPresent()) {
                try {
                    Form form = Form.read("form", Canonical.read("form", content.get(), Form.MAX_BYTES));
                    if (!RecordPath.form(form.hash()).equals(path)) {
                        faults.add(path, "is not the form of this hash");
                    }
                    forms.add(form);
                } catch (FormatException malformed) {
                    faults.add(path, malformed.reason());
                }
            }
        }
        return Forms.of(forms);
    }
}
