using System.Globalization;
using System.Reflection;
using System.Text;
using Rsg.Testing.Generation;

namespace Rsg.Fuzzing.Targets;

/// <summary>A class with attributes of any values. Each byte of an input is one choice: which attribute, which of its values, which value.</summary>
public sealed class AttributesTarget : FuzzTarget
{
    private static readonly Type[] Attributes =
    [
        .. typeof(BackboneAttribute).Assembly.GetExportedTypes()
            .Where(type => type.Namespace == "Rsg" && type.IsSubclassOf(typeof(Attribute)) && type != typeof(StageAttribute) && type != typeof(HeadAttribute))
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    private static readonly string[] Strings =
    [
        "null", "\"\"", "\" \"", "\"resnet8\"", "\"simplecnn\"", "\"layer1\"", "\"cifar-lt\"", "\"a\"", "\"class\"", "\"*/ class Evil { } /*\"", "\"\\\"; class Evil { } //\"", "\"\\0\\r\\n\\u2028\"",
        "\"</summary><x>&\"", "\"{0}{{\"", "\"\\uD83D\"", "\"\\u202E\"", "\"Trainer\"", "\"_\"", "\"1\"", "\"\\U0001F600\"", "Texts.Long",
    ];

    private static readonly string[] Integers = ["0", "1", "2", "3", "8", "32", "-1", "100", "1000", "65536", "int.MaxValue", "int.MinValue", "int.MaxValue - 1"];

    private static readonly string[] Doubles =
    [
        "0", "-0.0", "0.1", "0.5", "1", "2", "30", "-1", "1e-320", "1e300", "double.NaN", "double.PositiveInfinity", "double.NegativeInfinity", "double.MaxValue", "double.MinValue", "double.Epsilon",
    ];

    /// <inheritdoc/>
    public override string Name => "attributes";

    /// <inheritdoc/>
    public override string FileName => "choices.bin";

    /// <summary>Bytes that choose little, and a great deal.</summary>
    public override IReadOnlyList<byte[]> Seeds { get; } = [[], [.. Enumerable.Range(0, 256).Select(value => (byte)value)], [.. Enumerable.Repeat((byte)3, 200)]];

    /// <inheritdoc/>
    public override TimeSpan TimeLimit => TimeSpan.FromSeconds(20);

    /// <summary>The compiler's, which holds the project.</summary>
    public override long FixedMemory => 1L << 30;

    /// <inheritdoc/>
    public override int InputsInTests => 15;

    /// <inheritdoc/>
    public override bool IsRefusal(Exception failure) => false;

    /// <inheritdoc/>
    public override void Read(string path) => Said = EmittedCode.Check(GeneratorInput.Of(Source(new Queue<byte>(File.ReadAllBytes(path)))));

    /// <summary>The declaration that some choices make; without choices, a right one.</summary>
    private static string Source(Queue<byte> choices)
    {
        var text = new StringBuilder("#nullable disable\nusing Rsg;\n\n");
        text.Append(CultureInfo.InvariantCulture, $"internal static class Texts {{ public const string Long = \"{new string('x', 10_000)}\"; }}\n\n");
        foreach (Type attribute in Attributes)
        {
            bool isBackbone = attribute == typeof(BackboneAttribute);
            if (isBackbone ? Next(choices, 8) != 7 : Next(choices, 4) == 3)
            {
                text.Append('[').Append(attribute.Name).Append('(').AppendJoin(", ", Arguments(attribute, choices, isRight: isBackbone && Next(choices, 4) < 3)).Append(")]\n");
            }
        }

        return text.Append("public partial class Net;\n").ToString();
    }

    private static IEnumerable<string> Arguments(Type attribute, Queue<byte> choices, bool isRight)
    {
        if (isRight)
        {
            yield return "\"resnet8\"";
            yield return "Classes = 3";
        }
        else
        {
            foreach (ParameterInfo parameter in attribute.GetConstructors().Single().GetParameters())
            {
                yield return Value(parameter.ParameterType, choices);
            }
        }

        foreach (PropertyInfo property in attribute.GetProperties(BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Public))
        {
            if (property.CanWrite && !(isRight && property.Name == nameof(BackboneAttribute.Classes)) && Next(choices, 3) == 2)
            {
                yield return $"{property.Name} = {Value(property.PropertyType, choices)}";
            }
        }
    }

    private static string Value(Type type, Queue<byte> choices)
    {
        if (type.IsArray)
        {
            int[] lengths = [0, 1, 2, 3, 10, 1000];
            int length = lengths[Next(choices, lengths.Length)];
            string one = Value(type.GetElementType()!, choices);
            return Next(choices, 8) == 7 ? "null"
                : $"new {SyntaxName(type.GetElementType()!)}[] {{ {string.Join(", ", Enumerable.Range(0, length).Select(_ => Next(choices, 2) == 0 ? one : Value(type.GetElementType()!, choices)))} }}";
        }

        return type.IsEnum ? $"({type.Name})({Next(choices, 12) - 2})"
            : type == typeof(string) ? Pick(Strings, choices)
            : type == typeof(int) ? Pick(Integers, choices)
            : type == typeof(bool) ? Next(choices, 2) == 0 ? "true" : "false"
            : Pick(Doubles, choices);
    }

    private static string SyntaxName(Type type) => type == typeof(string) ? "string" : type == typeof(int) ? "int" : "double";

    private static string Pick(string[] values, Queue<byte> choices) => values[Next(choices, values.Length)];

    private static int Next(Queue<byte> choices, int count) => choices.TryDequeue(out byte choice) ? choice % count : 0;
}
