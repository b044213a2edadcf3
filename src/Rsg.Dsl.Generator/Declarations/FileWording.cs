using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Declarations;

/// <summary>The words of a declaration in a file.</summary>
internal sealed record FileWording : Wording
{
    public override string ExampleNetwork => "backbone: resnet32";

    public override string? None => FileKeys.None;

    public override string Key(Key key) => key.Name;

    public override string Word(string word) => Casing.Camel(word);

    public override string KeyIsWord(Key key, string word) => $"{key.Name}: {Word(word)}";

    public override string KeyIsNumber(Key key, double number) => $"{key.Name}: {Invariant.Text(number)}";

    public override string KeyIsText(Key key, string text) => $"{key.Name}: {text}";

    public override string Part(SectionSchema schema) => schema.Kind is null ? $"{schema.Section}:" : $"{schema.Section}: {schema.Kind}";

    public override string Part(SectionSchema schema, string said)
        => schema.Kind is null ? $"{schema.Section}: {{ {said} }}" : $"{schema.Section}: {{ kind: {schema.Kind}, {said} }}";
}
