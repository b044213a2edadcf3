namespace Rsg.Dsl.Generator.Tests.Diagnostics;

/// <summary>Wrong model files with a matrix: each mistake once, where it stands, and of which variants it is so.</summary>
internal static class MatrixCases
{
    private const string Head = "model: M\nnamespace: Demo\nbackbone: resnet8\nclasses: 10\nmatrix:\n";
    private const string Cut = "  cut:\n    Second: { rsg: { stage: 2 } }\n    Third: { rsg: { stage: 3 } }\n";
    private const string Loss = "  loss:\n    Erm: { loss: crossEntropy }\n    Ldam: { loss: ldam }\n";
    private const string OverlayKeys = "recipe, backbone, classes, input, head, blocks, network, rsg, loss, rebalance, train, augmentation";

    /// <summary>C# of the project that uses the list, which a file with mistakes has too.</summary>
    private const string Use = "namespace Demo;\n\ninternal static class Program\n{\n    public static int Count => M.All.Count;\n}\n";

    public static readonly IReadOnlyList<DiagnosticCase> All =
    [
        .. Forms(),
        .. Axes(),
        .. Places(),
        .. Names(),
    ];

    private static DiagnosticCase[] Forms() =>
    [
        Of("RSG1106", "left empty", Head.TrimEnd('\n') + "[||]\n", "matrix is left empty; it must be a mapping of axes, such as 'cut: { First: { rsg: { stage: 1 } }, Second: { rsg: { stage: 2 } } }'"),
        Of("RSG1113", "without an axis", Head.TrimEnd('\n') + " [|{}|]\n", "There is no axis, so that the matrix makes no variants"),
        Of("RSG1113", "an axis without values", Head + Cut + "  loss: [|{}|]\n", "The axis 'loss' has no values, so that the matrix makes no variants"),
        Of(
            "RSG1106",
            "an axis that is a list",
            Head + "  backbone: [|[resnet8, resnet14]|]\n",
            "backbone is a list of 2 values; it must be a mapping from the name of each value to what it says, such as 'First: { rsg: { stage: 1 } }'"),
        Of("RSG1106", "a value that is a word", Head + "  loss:\n    Ldam: [|ldam|]\n", "Ldam is 'ldam'; it must be a mapping of the keys that it says, such as '{ rsg: { stage: 1 } }'"),
        Of("RSG1103", "a value whose name is none", Head + "  loss:\n    Erm: {}\n    [|LDAM-DRW|]: { loss: ldam }\n", "The value 'LDAM-DRW' is not made of letters, digits and '_'; write a name such as First"),
        Of("RSG1103", "an axis whose name is none", Head + Cut + "  [|the loss|]: { Ldam: { loss: ldam } }\n", "The axis 'the loss' is not made of letters, digits and '_'; write a name such as cut"),
        Of("RSG1103", "a name that is too long", Head + $"  a:\n    [|{new string('a', 150)}|]: {{}}\n  b: {{ {new string('b', 149)}: {{}} }}\n", $"The variant 'M{new string('a', 59)}...' is longer than 200 letters; write a name such as MFirst"),
        Of("RSG1106", "seeds that are a number", Head + "  seed: [|3|]\n", "seed is 3; it must be a list of whole numbers, as in [0, 1, 2]"),
        Of("RSG1113", "no seeds", Head + "  seed: [|[]|]\n", "The axis 'seed' has no values, so that the matrix makes no variants"),
        Of("RSG0008", "a seed below 0", Head + "  seed: [0, [|-1|]]\n", "An item of seed is -1; it must be a whole number, at least 0 and at most 2147483647"),
        Of("RSG0008", "a seed that is a word", Head + "  seed: [[|one|]]\n", "An item of seed is 'one'; it must be a whole number, at least 0 and at most 2147483647"),
        Of("RSG1006", "a seed that stands twice", Head + "  seed: [1, 2, [|1|]]\n", "'1' is given already on line 6; remove one of the two"),
        Of("RSG1106", "an exclusion that is no list", Head + Cut + "  exclude: [|{ cut: Third }|]\n", "exclude is a mapping; it must be a list of combinations, such as '[{ cut: First }]'"),
        Of("RSG1106", "an exclusion of nothing", Head + Cut + "  exclude: [[|{}|]]\n", "An item of exclude is a mapping; it must be a mapping from axes to values, such as '{ cut: First }'"),
        Of("RSG1113", "an exclusion of everything", Head + Cut + "  [|exclude|]: [{ cut: [Second, Third] }]\n", "'exclude' leaves out every combination, so that the matrix makes no variants"),
        Of("RSG1110", "an axis that is not there", Head + Cut + "  exclude: [{ [|cuts|]: Third }]\n", "There is no axis 'cuts'. Did you mean 'cut'? Known are cut."),
        Of("RSG1110", "the axis of the seeds", Head + Cut + "  seed: [1, 2]\n  exclude: [{ cut: Third, [|seed|]: 1 }]\n", "There is no axis 'seed'. Known are cut."),
        Of("RSG1110", "a value that is not there", Head + Cut + "  exclude: [{ cut: [Third, [|Frist|]] }]\n", "There is no value of cut 'Frist'. Known are Second, Third."),
        Of("RSG1110", "a value that is misspelt", Head + Cut + "  exclude: [{ cut: [|Secnd|] }]\n", "There is no value of cut 'Secnd'. Did you mean 'Second'? Known are Second, Third."),
        Of("RSG1111", "too many axes", Head.Replace("matrix", "[|matrix|]", StringComparison.Ordinal) + string.Concat("abcdefghi".Select(static axis => $"  {axis}: {{ V: {{}} }}\n")), "There are 9 axes here, and a matrix may have 8 at most; make several files of it"),
        Of("RSG1111", "too many variants", Head.Replace("matrix", "[|matrix|]", StringComparison.Ordinal) + Values('a', 16) + Values('b', 17), "There are 272 combinations of values here, and a matrix may have 256 at most; make several files of it"),
        Of(
            "RSG1111",
            "too large a file for so many variants",
            $"model: M\nnamespace: Demo\nclasses: 10\ninput: [3, 8, 8]\nnetwork: {{ stages: [[{string.Concat(Enumerable.Repeat("relu, ", 2_000))}conv: 8]] }}\n[|matrix|]:\n" + Values('a', 10) + Values('b', 10),
            "There are 201900 values in all variants together here, and a matrix may have 200000 at most; make several files of it"),
        Of("RSG1111", "too many seeds", Head + $"  [|seed|]: [{string.Join(", ", Enumerable.Range(0, 257))}]\n", "There are 257 seeds here, and a matrix may have 256 at most; make several files of it"),
    ];

    private static DiagnosticCase[] Axes() =>
    [
        Of(
            "RSG1109",
            "a number",
            Head + "  cut:\n    A: { rsg: { stage: 2, centers: 5 } }\n    B: { rsg: { stage: 3 } }\n  centers:\n    Few: { rsg: { centers: [|4|] } }\n",
            "'centers' is said otherwise on line 7, in another axis of the matrix; say it in one axis only, or leave out the combinations of the two under 'exclude'"),
        Of(
            "RSG1109",
            "two ways to cut",
            Head + "  cut:\n    A: { rsg: { stage: 2 } }\n  name:\n    B: { rsg: { after: [|layer2|] } }\n",
            "'after' is said otherwise on line 7, in another axis of the matrix; say it in one axis only, or leave out the combinations of the two under 'exclude'"),
        Of(
            "RSG1109",
            "a kind, in both spellings",
            Head + "  one:\n    A: { loss: ldam }\n  other:\n    B: { loss: { kind: [|crossEntropy|] } }\n",
            "'kind' is said otherwise on line 7, in another axis of the matrix; say it in one axis only, or leave out the combinations of the two under 'exclude'"),
        Of(
            "RSG1109",
            "a section and its absence",
            Head + Cut.Replace("    Third: { rsg: { stage: 3 } }\n", "", StringComparison.Ordinal) + "  with:\n    No: { rsg: [|none|] }\n    Yes: {}\n",
            "'rsg' is said otherwise on line 7, in another axis of the matrix; say it in one axis only, or leave out the combinations of the two under 'exclude'"),
        Of(
            "RSG1109",
            "milestones beside a cosine, first",
            Head + "  one:\n    A: { train: { milestones: [100, 150] } }\n  other:\n    B: { train: { schedule: [|cosine|] } }\n",
            "'schedule' is said otherwise on line 7, in another axis of the matrix; say it in one axis only, or leave out the combinations of the two under 'exclude'"),
        Of(
            "RSG1109",
            "milestones beside a cosine, last",
            Head + "  one:\n    A: { train: { schedule: cosine } }\n  other:\n    B: { train: { milestones: [|[100, 150]|] } }\n",
            "'milestones' is said otherwise on line 7, in another axis of the matrix; say it in one axis only, or leave out the combinations of the two under 'exclude'"),
        Of(
            "RSG1109",
            "the beta of another sampler, first",
            Head + "  one:\n    A: { rebalance: { kind: resample, beta: 0.9 } }\n  other:\n    B: { rebalance: { sampler: [|squareRoot|] } }\n",
            "'sampler' is said otherwise on line 7, in another axis of the matrix; say it in one axis only, or leave out the combinations of the two under 'exclude'"),
        Of(
            "RSG1109",
            "the beta of another sampler, last",
            Head + "  one:\n    A: { rebalance: { sampler: squareRoot } }\n  other:\n    B: { rebalance: { kind: resample, beta: [|0.9|] } }\n",
            "'beta' is said otherwise on line 7, in another axis of the matrix; say it in one axis only, or leave out the combinations of the two under 'exclude'"),
        Of(
            "RSG1109",
            "padding without a crop that has it, first",
            Head + "  one:\n    A: { augmentation: { padding: 2 } }\n  other:\n    B: { augmentation: { crop: [|randomResized|] } }\n",
            "'crop' is said otherwise on line 7, in another axis of the matrix; say it in one axis only, or leave out the combinations of the two under 'exclude'"),
        Of(
            "RSG1109",
            "padding without a crop that has it, last",
            Head + "  one:\n    A: { augmentation: { crop: randomResized } }\n  other:\n    B: { augmentation: { padding: [|2|] } }\n",
            "'padding' is said otherwise on line 7, in another axis of the matrix; say it in one axis only, or leave out the combinations of the two under 'exclude'"),
    ];

    private static DiagnosticCase[] Places() =>
    [
        Of("RSG1101", "a misspelt key of a value", Head + "  cut:\n    A: { [|rgs|]: { stage: 2 } }\n", $"A value of a matrix has no key 'rgs'. Did you mean 'rsg'? It may have {OverlayKeys}."),
        Of("RSG1101", "a key in which variants cannot differ", Head + "  cut:\n    A: { [|namespace|]: Other }\n", $"A value of a matrix has no key 'namespace'. It may have {OverlayKeys}."),
        Of("RSG1101", "a misspelt key beside the matrix", Head.Replace("matrix:", "[|los|]: ldam\nmatrix:", StringComparison.Ordinal) + Cut, $"A model file has no key 'los'. Did you mean 'loss'? It may have model, namespace, {OverlayKeys}, matrix."),
        Of("RSG1101", "a misspelt matrix", Head.Replace("matrix", "[|matrx|]", StringComparison.Ordinal) + Cut, $"A model file has no key 'matrx'. Did you mean 'matrix'? It may have model, namespace, {OverlayKeys}, matrix."),
        Of("RSG1102", "no network in any variant", "[|model|]: M\nnamespace: Demo\nclasses: 10\nmatrix:\n" + Cut, "The key 'backbone' is missing; say which network it is, as in 'backbone: resnet32', or write one under 'network:'"),
        Of(
            "RSG1102",
            "no network in some variants",
            "[|model|]: M\nnamespace: Demo\nclasses: 10\nmatrix:\n" + Cut + "  network: { Small: { backbone: resnet8 }, Large: {} }\n",
            "Where network is Large: The key 'backbone' is missing; say which network it is, as in 'backbone: resnet32', or write one under 'network:'"),
        Of("RSG1106", "a section at the top", Head.Replace("matrix:", "train: [|5|]\nmatrix:", StringComparison.Ordinal) + Cut, "train is 5; it must be a mapping of keys and values"),
        Of("RSG1106", "a section of a value", Head + Cut + "  length:\n    Short: { train: [|5|] }\n    Long: {}\n", "train is 5; it must be a mapping of keys and values"),
        Of("RSG0008", "a number at the top", Head.Replace("10", "[|1|]", StringComparison.Ordinal) + Cut, "classes is 1; it must be a whole number, at least 2 and at most 1000000"),
        Of("RSG0008", "a number of a value", Head + Loss + "  length:\n    Short: { train: { epochs: [|0|] } }\n    Long: {}\n", "epochs is 0; it must be a whole number, at least 1 and at most 1000000"),
        Of("RSG1104", "a kind of a value", Head + Cut + "  loss:\n    Ldan: { loss: [|ldan|] }\n", null),
        Of(
            "RSG3001",
            "a stage that one network does not have",
            Head + "  cut:\n    Fourth: { rsg: { stage: [|4|] } }\n    Third: { rsg: { stage: 3 } }\n  network:\n    Resnet8: {}\n    Resnet10: { backbone: resnet10 }\n",
            "Where network is Resnet8: There is no stage 4: resnet8 has 3 stages, counted from 1 (1 ends with layer1 at (N, 16, 32, 32), 2 ends with layer2 at (N, 32, 16, 16), 3 ends with layer3 at (N, 64, 8, 8))"),
        Of(
            "RSG3003",
            "an RSG at the top to which one value gives no place",
            Head.Replace("matrix:", "[|rsg|]: { centers: 4 }\nmatrix:", StringComparison.Ordinal) + "  cut:\n    Nowhere: {}\n    Second: { rsg: { stage: 2 } }\n    Not: { rsg: none }\n",
            "Where cut is Nowhere: The RSG needs exactly one of stage, after and before, but none is given; for example rsg: { stage: 2 }"),
        Of(
            "RSG2003",
            "a head at the top that one loss cannot work with",
            Head.Replace("matrix:", "head: [|linear|]\nmatrix:", StringComparison.Ordinal) + Loss,
            "Where loss is Ldam: loss: ldam needs head: cosine, but this is head: linear; remove head, and the right one is chosen"),
        Of(
            "RSG0009",
            "no classes in one variant",
            "model: M\nnamespace: Demo\n[|backbone|]: resnet8\nmatrix:\n" + Cut + "  classes: { Ten: { classes: 10 }, None: {} }\n  exclude: [{ cut: Third, classes: None }]\n",
            "'MSecondNone' does not say how many classes it tells apart: add classes, for example classes: 10"),
        Of(
            "RSG0009",
            "no classes in some variants",
            "model: M\nnamespace: Demo\n[|backbone|]: resnet8\nmatrix:\n" + Cut + "  classes: { Ten: { classes: 10 }, None: {} }\n",
            "Where classes is None: 'M' does not say how many classes it tells apart: add classes, for example classes: 10"),
    ];

    private static DiagnosticCase[] Names() =>
    [
        Of(
            "RSG1112",
            "names that run into one another",
            Head + "  a: { A: {}, [|AB|]: {} }\n  b: { C: {}, BC: {} }\n",
            "'MABC' would be the name of two variants, of a A, b BC and of a AB, b C; give a value another name"),
        Of("RSG1105", "a variant that is declared in code", Head.Replace("M\n", "[|M|]\n", StringComparison.Ordinal) + Cut, "'MThird' is declared already by [Backbone] in Model.cs; a model is declared in one place", code: "namespace Demo;\n\n[Rsg.Backbone(\"resnet8\", Classes = 2)]\npublic partial class MThird;"),
        Of("RSG1107", "a family whose name is a class", Head.Replace("M\n", "[|M|]\n", StringComparison.Ordinal) + Cut, "'M' is the name of another type or a namespace in the project, so that no class can be written there; choose another name", code: "namespace Demo;\n\npublic static class M;"),
        Of("RSG1107", "a namespace that is a class", Head.Replace("Demo", "[|Demo.Vision|]", StringComparison.Ordinal) + Cut, "'Demo.Vision' is the name of a type in the project, so that no class can be written there; choose another name", code: "namespace Demo;\n\npublic class Vision;"),
        Of("RSG0010", "a family with the name of its list", Head.Replace("model: M", "model: [|All|]", StringComparison.Ordinal) + Cut, "'All' is also the name of a member that is generated into the class, which C# does not allow; give the class another name", code: "internal class Other;"),
    ];

    private static string Values(char axis, int count) => $"  {axis}: {{ {string.Join(", ", Enumerable.Range(0, count).Select(i => FormattableString.Invariant($"{char.ToUpperInvariant(axis)}{i}: {{}}")))} }}\n";

    private static DiagnosticCase Of(string id, string name, string yaml, string? message, string code = Use)
        => DiagnosticCase.OfFile(id, "matrix: " + name, yaml, message ?? KindMessage, isUsed: false, code);

    private static string KindMessage => $"There is no loss 'ldan'. Did you mean 'ldam'? Known are {string.Join(", ", Rsg.Dsl.Schema.LossCatalogue.All.Select(static loss => loss.Schema.Kind))}.";
}
