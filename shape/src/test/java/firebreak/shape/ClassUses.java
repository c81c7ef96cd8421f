package firebreak.shape;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.reflect.AccessFlag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What one class file refers to, read from its constant pool: calls, fields, types of any signature, annotations,
/// method references, and the classes of copied constants. An import that serves a doc comment alone leaves no trace
/// there; [Sources] tells of those.
///
/// @param name the class, as `firebreak.note.Note`; nested classes with `$`
/// @param types the classes it refers to, named likewise
/// @param members the methods and fields it refers to, as `java.lang.System.nanoTime()J` and `java.lang.System.out`
/// @param mutableStatics its own static fields that can be assigned twice
record ClassUses(String name, Set<String> types, Set<String> members, List<String> mutableStatics) {
    private static final Pattern TYPE_IN_DESCRIPTOR = Pattern.compile("L([\\w/$]+)[;<]");

    static ClassUses of(Path file) {
        try {
            return of(ClassFile.of().parse(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ClassUses of(ClassModel model) {
        Set<String> types = new TreeSet<>();
        Set<String> members = new TreeSet<>();
        for (PoolEntry entry : model.constantPool()) {
            switch (entry) {
                case ClassEntry type -> types.add(dotted(type.asInternalName()));
                case MemberRefEntry member -> members.add(describe(member));
                case Utf8Entry text ->
                    TYPE_IN_DESCRIPTOR
                            .matcher(text.stringValue())
                            .results()
                            .forEach(match -> types.add(dotted(match.group(1))));
                default -> {} // numbers and strings refer to nothing
            }
        }
        return new ClassUses(dotted(model.thisClass().asInternalName()), types, members, mutableStatics(model));
    }

    String packageName() {
        return packageOf(name);
    }

    static String packageOf(String className) {
        int dot = className.lastIndexOf('.');
        return dot < 0 ? "" : className.substring(0, dot);
    }

    private static String describe(MemberRefEntry member) {
        String descriptor = member.type().stringValue();
        return dotted(member.owner().asInternalName())
                + "."
                + member.name().stringValue()
                + (descriptor.startsWith("(") ? descriptor : "");
    }

    private static List<String> mutableStatics(ClassModel model) {
        List<String> names = new ArrayList<>();
        for (FieldModel field : model.fields()) {
            Set<AccessFlag> flags = field.flags().flags();
            if (flags.contains(AccessFlag.STATIC)
                    && !flags.contains(AccessFlag.FINAL)
                    && !flags.contains(AccessFlag.SYNTHETIC)) {
                names.add(field.fieldName().stringValue());
            }
        }
        return names;
    }

    private static String dotted(String internalName) {
        return internalName.replace('/', '.');
    }
}
