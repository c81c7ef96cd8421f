package firebreak.verifier.export;

import firebreak.verifier.paper.DocumentPaths;
import firebreak.verifier.paper.Papers;
import firebreak.verifier.said.Form;
import firebreak.verifier.sign.SignedObject;
import firebreak.verifier.text.Bytes;
import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Malformed;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The charter documents and forms of an export (spec/export.md, Checking, 2).
final class Documents {
    private static final List<String> FOLDERS = List.of("charter/", "manifest/", "revocation/", "agreement/");
    private static final String FORMS = "form/";

    private final Files files;
    private final Index index;
    private final Findings faults;
    private Papers papers = new Papers();
    private final Map<Hash, Form> forms = new HashMap<>();

    Documents(Files files, Index index, Findings faults) {
        this.files = files;
        this.index = index;
        this.faults = faults;
    }

    /// Every document and form; where one is not right, none: what rests on it cannot be judged.
    Documents read() throws IOException {
        if (isIntact()) {
            Map<String, Hash> admitted = new HashMap<>();
            for (String folder : FOLDERS) {
                for (String path : index.under(folder)) {
                    admit(path).ifPresent(hash -> admitted.put(path, hash));
                }
            }
            names(admitted);
        }
        for (String path : index.under(FORMS)) {
            form(path);
        }
        papers = isIntact() ? papers : new Papers();
        return this;
    }

    /// Whether every document and form is the file it should be.
    boolean isIntact() {
        return index.files().keySet().stream()
                .filter(path -> path.startsWith(FORMS) || FOLDERS.stream().anyMatch(path::startsWith))
                .noneMatch(faults::has);
    }

    private Optional<Hash> admit(String path) throws IOException {
        Optional<Bytes> content = files.read(path, SignedObject.MOST_BYTES);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try {
            SignedObject document = SignedObject.read("signed document", content.get());
            Optional<String> objection = papers.admit(document);
            objection.ifPresent(why -> faults.add(path, why));
            return objection.isEmpty() ? Optional.of(Hash.of(document.payload())) : Optional.empty();
        } catch (Malformed malformed) {
            faults.add(path, malformed.reason());
            return Optional.empty();
        }
    }

    /// Each lies under the one name that belongs to it, and none is there that the channel does not rest on.
    private void names(Map<String, Hash> admitted) {
        Map<String, Hash> expected = DocumentPaths.of(papers, index.channel());
        for (String folder : FOLDERS) {
            for (String path : index.under(folder)) {
                Hash document = expected.get(path);
                if (document == null || !document.equals(admitted.get(path))) {
                    faults.add(path, "is not the document that belongs under this name");
                }
            }
        }
    }

    private void form(String path) throws IOException {
        Optional<Bytes> content = files.read(path, Form.MOST_BYTES);
        if (content.isEmpty()) {
            return;
        }
        try {
            Form form = Form.read("form", content.get());
            if (!path.equals(FORMS + form.hash() + ".json")) {
                faults.add(path, "is not the form of this hash");
            }
            forms.put(form.hash(), form);
        } catch (Malformed malformed) {
            faults.add(path, malformed.reason());
        }
    }

    /// Empty where a document or form is damaged.
    Papers papers() {
        return papers;
    }

    Optional<Form> form(Hash hash) {
        return Optional.ofNullable(forms.get(hash));
    }
}
