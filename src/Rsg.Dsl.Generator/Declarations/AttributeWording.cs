using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Declarations;

/// <summary>The words of a declaration by attributes.</summary>
internal sealed record AttributeWording : Wording
{
    public override string ExampleNetwork => "[Backbone(Backbones.ResNet32, Classes = 10)]";

    public override string? None => null;

    public override string Key(Key key) => Casing.Pascal(key.Name);

    public override string Word(string word) => Casing.Pascal(word);

    public override string KeyIsWord(Key key, string word) => $"{Key(key)}.{Word(word)}";

    public override string KeyIsNumber(Key key, double number) => $"{Key(key)} = {Invariant.Text(number)}";

    public override string KeyIsText(Key key, string text) => $"{Key(key)} = \"{text}\"";

    public override string Part(SectionSchema schema) => $"[{schema.Attribute}]";

    public override string Part(SectionSchema schema, string said) => $"[{schema.Attribute}({said})]";
}
