namespace Rsg.Dsl.Generator.Tests.Diagnostics;

/// <summary>Wrong networks of the project's own modules.</summary>
internal static class OwnModuleCases
{
    private const string Stem = "    [Stage(1)] private readonly Sequential stem = nn.Sequential(nn.Conv2d(1, 8, 3), nn.ReLU());\n";
    private const string Head = "    [Head] private readonly Linear classifier = nn.Linear(8, 4);\n";
    private const string Cosines = "    [Head] private readonly Rsg.Layers.NormedLinear classifier = new(8, 4);\n";

    public static readonly IReadOnlyList<DiagnosticCase> All =
    [
        Of("RSG2201", "neither stage nor head", "    private readonly int depth = 3;\n    public int Depth => depth;\n", "'M' has neither stage nor head: put [Stage(1)] on the member that runs first, and [Head] on the one that gives the logits", mark: true),
        Of("RSG2201", "no head", Stem, "'M' has no head: put [Head] on the member that gives the logits", mark: true),
        Of("RSG2201", "no stage", Head, "'M' has no stage: put [Stage(1)] on the member that runs first", mark: true),
        Of("RSG2202", "two heads", Stem + Head + "    [[|Head|]] private readonly Linear other = nn.Linear(8, 4);\n", "'other' is a second head beside 'classifier'; remove one of them"),
        Of("RSG2202", "a head in a stage", Stem + "    [Stage(2), [|Head|]] private readonly Linear classifier = nn.Linear(8, 4);\n", "'classifier' is in a stage and the head as well; the head runs behind all stages, so remove one of the two"),
        Of("RSG2203", "no first stage", "    [Stage([|2|])] private readonly Conv2d stem = nn.Conv2d(1, 8, 3);\n" + Head, "'stem' is in stage 2, but there is no stage 1; number the stages 1, 2, 3 without a gap"),
        Of("RSG2203", "a gap", "    [Stage([|3|])] private readonly Conv2d body = nn.Conv2d(8, 8, 3);\n" + Stem + Head, "'body' is in stage 3, but there is no stage 2; number the stages 1, 2, 3 without a gap"),
        Of("RSG2203", "a stage before the first, beside an RSG", "    [Stage([|-1|])] private readonly Conv2d before = nn.Conv2d(1, 1, 3);\n" + Stem + Head, "'before' is in stage -1, but stages count from 1; number the stages 1, 2, 3 without a gap", "RsgInsert(Stage = 2, FrequentRatio = 0.5)"),
        Of("RSG2204", "a number", Stem + "    [Stage(2)] private readonly int [|body|] = 3;\n    public int Body => body;\n" + Head, "'body' is of the type int; a part of a network is a TorchSharp module that maps a tensor to a tensor, Module<Tensor, Tensor>"),
        Of("RSG2204", "a list of modules", Stem + "    [Stage(2)] private readonly ModuleList<Conv2d> [|body|] = new();\n" + Head, "'body' is of the type ModuleList<Conv2d>; a part of a network is a TorchSharp module that maps a tensor to a tensor, Module<Tensor, Tensor>"),
        Of("RSG2205", "a static member", "    [Stage(1)] private static readonly Conv2d [|stem|] = nn.Conv2d(1, 8, 3);\n" + Head, "'stem' is static, but each network has modules of its own; remove 'static'"),
        Of("RSG2205", "a field that can be replaced", "    [Stage(1)] private Conv2d [|stem|] = nn.Conv2d(1, 8, 3);\n" + Head, "'stem' can be replaced, and the network would not know of its new weights; make it a readonly field or a property with only a getter"),
        Of("RSG2205", "a property that can be replaced", "    [Stage(1)] public Conv2d [|Stem|] { get; init; } = nn.Conv2d(1, 8, 3);\n" + Head, "'Stem' can be replaced, and the network would not know of its new weights; make it a readonly field or a property with only a getter"),
        Of("RSG2205", "a computed property", "    [Stage(1)] public Conv2d [|Stem|] => nn.Conv2d(1, 8, 3);\n" + Head, "'Stem' would make its module anew each time that it is read; give it one: '{ get; } = ...'"),
        Of("RSG2205", "a module that may be missing", "    [Stage(1)] private readonly Conv2d? [|stem|] = nn.Conv2d(1, 8, 3);\n" + Head, "'stem' may be null; remove the '?'"),
        Of("RSG2012", "two networks", Stem + Head, "'M' names a network of the catalogue and writes one of its own; remove one of them", "Backbone(\"resnet8\", Classes = 4)", mark: true),
        Of("RSG2013", "no height", Stem + Head, "'M' writes a network of its own, but not for which images: say their Height, for example Height = 64, Width = 64", network: "Classes = 4, Channels = 1, Width = 16", mark: true),
        Of("RSG2013", "no size", Stem + Head, "'M' writes a network of its own, but not for which images: say their Height and Width, for example Height = 64, Width = 64", network: "Classes = 4, Channels = 1", mark: true),
        Of("RSG0009", "no number of classes of an own network", Stem + Head, "'M' does not say how many classes it tells apart: add Classes, for example Classes = 10", network: "Channels = 1, Height = 16, Width = 16", mark: true),
        Of("RSG0008", "a size that cannot be", Stem + Head, "Height is 0; it must be a whole number, at least 1 and at most 65536", network: "Classes = 4, Channels = 1, Height = [|0|], Width = 16"),
        Of("RSG2003", "an own linear head for margins on angles", Stem + Head.Replace("classifier", "[|classifier|]", StringComparison.Ordinal), "[LdamLoss] needs cosines, but 'classifier' is a Linear; make it a NormedLinear", "LdamLoss"),
        Of("RSG2004", "own cosines under a loss that does not scale them", Stem + Cosines.Replace("classifier", "[|classifier|]", StringComparison.Ordinal), "The NormedLinear 'classifier' gives logits between -1 and 1, and [CrossEntropyLoss], which is the default, does not scale them, so that even a perfect network keeps a large loss; make it a Linear", isUsed: false),
        Of("RSG3001", "a stage that an own network does not have", Stem + Head, "There is no stage 2: M has 1 stages, counted from 1 (1 ends with stem)", "RsgInsert(Stage = [|2|], FrequentRatio = 0.5)"),
        Of("RSG3002", "a misspelt member", Stem + Head, "After names 'sten', which M does not have. Did you mean 'stem'? Its parts are stem, classifier.", "RsgInsert(After = [|\"sten\"|], FrequentRatio = 0.5)"),
        Of("RSG3004", "a place behind the own head", Stem + Head, "After = \"classifier\" leaves no layer behind the RSG; the RSG works on feature maps, between the stem and the head", "RsgInsert(After = [|\"classifier\"|], FrequentRatio = 0.5)"),
        Of("RSG0011", "an own member with the name of a generated one", Stem + Head + "    public int [|Measured|] => 3;\n", "The generated part of 'M' has the name 'Measured' itself; rename or remove this one", isUsed: false),
        Of("RSG2208", "a module of TorchSharp that has no ONNX form", Stem + "    [Stage(2)] private readonly Mish [|smooth|] = nn.Mish();\n" + Head, "'smooth' is of the type Mish, which has no ONNX form, so that ExportOnnx refuses the network; it can be one that implements IOnnxModule", isUsed: false),
        new(
            "RSG2207",
            "marks in a class that is no network",
            $"{Usings}public partial class M\n{{\n{Stem.Replace("[Stage(1)]", "[[|Stage(1)|]]", StringComparison.Ordinal)}{Head}    public object[] All => new object[] {{ stem, classifier }};\n}}\n",
            "[Stage] makes 'stem' a part of a network, but 'M' does not say that it is one: add [Network(Classes = 10, Height = 32, Width = 32)] to the class",
            IsUsed: false),
        new(
            "RSG2207",
            "marks beside a network of the catalogue",
            $"{Usings}[Backbone(\"resnet8\", Classes = 4)]\npublic partial class M\n{{\n{Stem.Replace("[Stage(1)]", "[[|Stage(1)|]]", StringComparison.Ordinal)}    public object Other => stem;\n}}\n",
            "[Stage] makes 'stem' a part of a network, but 'M' does not say that it is one: its network is one of the catalogue, so remove this"),
    ];

    private const string Usings = "using Rsg;\nusing TorchSharp;\nusing TorchSharp.Modules;\nusing static TorchSharp.torch;\n\nnamespace Demo;\n\n";

    private static DiagnosticCase Of(
        string id, string name, string members, string message, string beside = "", string network = "Classes = 4, Channels = 1, Height = 16, Width = 16", bool mark = false, bool isUsed = true)
    {
        var attribute = mark ? $"[[|Network({network})|]]" : $"[Network({network})]";
        var others = beside.Length == 0 ? "" : $"[{beside}]\n";
        return new DiagnosticCase(id, name, $"{Usings}{others}{attribute}\npublic partial class M\n{{\n{members}}}\n", message, isUsed);
    }
}
