package firebreak.cli.setup;

import firebreak.charter.Registry;
import firebreak.cli.console.Refusal;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.identity.Fingerprint;
import firebreak.identity.Jws;
import firebreak.identity.Signer;
import firebreak.node.home.SmallFile;
import firebreak.node.store.DurableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A charter document on its way from hand to hand: a draft that nobody has signed yet (the bare payload) or a signed
/// object with some or all of its signatures.
record Paper(Bytes payload, Registry.Document document, Optional<Jws> signed) {
    static Paper draft(Bytes payload) {
        try {
            return new Paper(payload, Registry.read("draft", payload), Optional.empty());
        } catch (FormatException unfit) {
            throw new IllegalArgumentException(unfit.reason(), unfit);
        }
    }

    static Paper read(Path file) throws IOException, FormatException {
        String name = String.valueOf(file.getFileName());
        Bytes bytes = SmallFile.bytes(file, Jws.MAX_SIZE);
        if (!looksSigned(bytes)) {
            return new Paper(bytes, Registry.read(name, bytes), Optional.empty());
        }
        Jws jws = Jws.parse(name, bytes);
        return new Paper(jws.payload(), Registry.read(name, jws), Optional.of(jws));
    }

    /// Canonical JSON begins with its first member in alphabetical order.
    private static boolean looksSigned(Bytes bytes) {
        Bytes head = Bytes.ofUtf8("{\"payload\":");
        return bytes.size() > head.size() && bytes.slice(0, head.size()).equals(head);
    }

    /// Reads files and joins the signatures of those that are copies of one document.
    static List<Paper> readAll(List<Path> files) throws IOException, FormatException, Refusal {
        Map<Hash, Paper> papers = new LinkedHashMap<>();
        for (Path file : files) {
            Paper paper = read(file);
            Paper before = papers.get(paper.hash());
            papers.put(paper.hash(), before == null ? paper : before.with(paper.lines()));
        }
        return new ArrayList<>(papers.values());
    }

    Hash hash() {
        return document.hash();
    }

    List<Jws.Line> lines() {
        return signed.map(Jws::lines).orElse(List.of());
    }

    Paper with(List<Jws.Line> more) throws Refusal {
        if (more.isEmpty()) {
            return this;
        }
        try {
            Jws all = signed.isPresent() ? signed.get().withLines(more) : Jws.of(payload, more);
            return new Paper(payload, document, Optional.of(all));
        } catch (IllegalArgumentException unfit) {
            throw new Refusal("the signatures of two copies do not go together: " + unfit.getMessage());
        }
    }

    Paper signedBy(Signer signer) throws Refusal {
        return with(signer.sign(payload));
    }

    /// What a program reads of a paper that was written.
    Json told(Path file) {
        return Json.object()
                .with("to", file.toString())
                .with("hash", hash())
                .with("fingerprint", new Fingerprint(hash()).digits())
                .build();
    }

    /// Durable on return.
    void write(Path file) throws IOException {
        DurableFile.replace(file.toAbsolutePath(), signed.map(Jws::bytes).orElse(payload));
    }
}
