package firebreak.node.api;

import firebreak.charter.Agreement;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.note.Amends;
import firebreak.note.Content;
import firebreak.note.Form;
import firebreak.note.Forms;
import firebreak.note.LeafRef;
import firebreak.note.Marking;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Completes what a drafter writes to the contents of a note: finds the agreed version of the form and the
/// leaves behind references, and puts in what was left out.
final class DraftContent {
    /// Finds the leaf of a note by its reference.
    @FunctionalInterface
    interface References {
        LeafRef leaf(String reference) throws ApiException;
    }

    private final Agreement agreement;
    private final Forms forms;
    private final References references;

    DraftContent(Agreement agreement, Forms forms, References references) {
        this.agreement = agreement;
        this.forms = forms;
        this.references = references;
    }

    Content complete(Json.Obj written) throws ApiException {
        Map<String, Json> members = new TreeMap<>(written.members());
        String form = text(members, "form");
        members.putIfAbsent("formHash", Json.of(agreedForm(form)));
        for (String list : List.of("action", "information", "outside", "refs")) {
            members.putIfAbsent(list, Json.strings(List.of()));
        }
        members.putIfAbsent("precedence", Json.of("ROUTINE"));
        members.putIfAbsent("marking", Marking.NONE.toJson());
        members.putIfAbsent("language", Json.of("en"));
        members.putIfAbsent("fields", Json.object().build());
        if (members.get("answers") instanceof Json.Str(String reference)) {
            members.put("answers", references.leaf(reference).toJson());
        }
        members.put("refs", leaves(members.getOrDefault("refs", Json.strings(List.of()))));
        amends(members);
        Content content = read(new Json.Obj(members));
        check(content);
        return content;
    }

    private Json leaves(Json refs) throws ApiException {
        if (!(refs instanceof Json.Arr(List<Json> items))) {
            throw ApiException.wrong("refs: expected a list of references");
        }
        List<Json> leaves = new ArrayList<>();
        for (Json item : items) {
            leaves.add(
                    item instanceof Json.Str(String reference)
                            ? references.leaf(reference).toJson()
                            : item);
        }
        return new Json.Arr(leaves);
    }

    /// `corrects`, `cancels` or `supersedes` with a reference, as people write it.
    private void amends(Map<String, Json> members) throws ApiException {
        for (Amends.Act act : Amends.Act.values()) {
            if (members.remove(act.word()) instanceof Json.Str(String reference)) {
                members.put("amends", new Amends(act, references.leaf(reference)).toJson());
            }
        }
    }

    private Hash agreedForm(String id) throws ApiException {
        return agreement.forms().stream()
                .filter(pin -> pin.id().equals(id))
                .map(Agreement.FormPin::hash)
                .findFirst()
                .orElseThrow(() -> ApiException.wrong("form: '" + id + "' is not agreed in this channel; agreed are "
                        + String.join(
                                ", ",
                                agreement.forms().stream()
                                        .map(Agreement.FormPin::id)
                                        .toList())));
    }

    private static String text(Map<String, Json> members, String name) throws ApiException {
        if (members.get(name) instanceof Json.Str(String text)) {
            return text;
        }
        throw ApiException.wrong(name + ": expected a text");
    }

    private static Content read(Json.Obj members) throws ApiException {
        try {
            return Content.read("content", Canonical.read("content", Canonical.write(members), Ask.MAX_BODY));
        } catch (FormatException malformed) {
            throw ApiException.wrong(malformed.reason());
        }
    }

    private void check(Content content) throws ApiException {
        Form form = forms.form(content.formHash())
                .orElseThrow(() -> ApiException.wrong(
                        "form: the agreed version of '" + content.form() + "' is not known at this node"));
        List<String> faults = form.faults(content);
        if (!faults.isEmpty()) {
            throw ApiException.wrong(String.join("; ", faults));
        }
    }
}
