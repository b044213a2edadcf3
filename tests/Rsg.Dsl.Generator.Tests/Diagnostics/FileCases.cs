namespace Rsg.Dsl.Generator.Tests.Diagnostics;

/// <summary>At least one wrong model file for every diagnostic that only a file can have.</summary>
internal static class FileCases
{
    private const string Head = "model: M\nnamespace: Demo\nbackbone: resnet8\nclasses: 10\n";
    private const string TopKeys = "model, namespace, recipe, backbone, classes, input, head, blocks, network, rsg, loss, rebalance, train, augmentation, matrix";

    public static readonly IReadOnlyList<DiagnosticCase> All =
    [
        .. Syntax(),
        .. Characters(),
        .. Features(),
        .. Keys(),
        .. Names(),
    ];

    private static DiagnosticCase[] Syntax() =>
    [
        Of("RSG1001", "a bracket that stays open", Head + "input: [|[|]3, 32, 32\n", "This is not valid YAML: the bracket that opens here is never closed"),
        Of("RSG1001", "a brace that stays open before other keys", Head + "train: [|{|] epochs: 5\nloss: ldam\n", "This is not valid YAML: the bracket that opens here is never closed"),
        Of("RSG1001", "a quote that stays open", Head + "head: [|'|]linear\n", "This is not valid YAML: the quote that begins here is never closed"),
        Of(
            "RSG1001",
            "a second colon",
            Head + "head: linear[|:|] cosine\n",
            "This is not valid YAML: a second ':' stands in one value; indent the key as the keys above it, write a space behind each ':', or put the value in quotes"),
        Of(
            "RSG1001",
            "a colon without a space",
            "model:M\nbackbone[|:|] resnet8\nclasses: 10\n",
            "This is not valid YAML: a second ':' stands in one value; indent the key as the keys above it, write a space behind each ':', or put the value in quotes", isUsed: false),
        Of(
            "RSG1001",
            "a key without a colon",
            Head + "[|h|]ead linear\ntrain: {}\n",
            "This is not valid YAML: a key was expected here, indented as the keys above it and with ': ' behind it"),
        Of("RSG1001", "a missing comma", Head + "train: { epochs: 5 batchSize[|:|] 4 }\n", "This is not valid YAML: a ',' or a '}' was expected here"),
        Of("RSG1001", "a character that begins nothing", Head + "head: [|@|]linear\n", "This is not valid YAML: a value cannot begin with this character; put it in quotes"),
        Of("RSG1007", "an empty file", "[||]", "The file is empty; a model file is a mapping that begins with a key such as 'model: DefectNet'", isUsed: false),
        Of("RSG1007", "comments only", "[||]# nothing\n\n", "The file is empty; a model file is a mapping that begins with a key such as 'model: DefectNet'", isUsed: false),
        Of("RSG1007", "a list", "[|- a\n- b|]\n", "The file is a list of 2 values; a model file is a mapping that begins with a key such as 'model: DefectNet'", isUsed: false),
        Of("RSG1007", "a word", "[|resnet8|]\n", "The file is 'resnet8'; a model file is a mapping that begins with a key such as 'model: DefectNet'", isUsed: false),
    ];

    private static DiagnosticCase[] Characters() =>
    [
        Of("RSG1002", "bytes that are not UTF-8", Head + "head: lin[|\uFFFD|]ar\n", "The character U+FFFD must not stand in a model file; save the file as UTF-8"),
        Of("RSG1002", "half of a pair", Head + "head: lin[|\uD83D|]ar\n", "The character U+D83D must not stand in a model file; save the file as UTF-8"),
        Of("RSG1002", "a null", Head + "head: lin[|\0|]ear\n", "The character U+0000 must not stand in a model file; remove it"),
        Of("RSG1002", "an escape, in a comment", Head + "# \uFEFF[|\u001B|][31m\n", "The character U+001B must not stand in a model file; remove it"),
        Of("RSG1002", "a line end that not every reader knows", Head + "head: linear[|\u2028|]loss: ldam\n", "The character U+2028 must not stand in a model file; remove it"),
        Of("RSG1003", "a tab", Head + "train:\n[|\t|]epochs: 5\n\tbatchSize: 4\n", "YAML is indented by spaces, and this line by a tab; put spaces in its place"),
        Of("RSG1003", "a tab behind spaces", Head + "train:\n  [|\t|]epochs: 5\n", "YAML is indented by spaces, and this line by a tab; put spaces in its place"),
    ];

    private static DiagnosticCase[] Features() =>
    [
        Of("RSG1004", "an anchor", Head + "train: [|&here|] { epochs: 300 }\n", "An anchor is not read in a model file; remove it"),
        Of("RSG1004", "an alias", Head + "train: [|*there|]\n", "An alias is not read in a model file; write the value out"),
        Of("RSG1004", "a tag", Head + "head: [|!!str|] linear\n", "A tag is not read in a model file; remove it"),
        Of("RSG1004", "a tag of one's own", Head + "train: { epochs: [|!int|] 300 }\n", "A tag is not read in a model file; remove it"),
        Of("RSG1004", "a merge key", Head + "train: { [|<<|]: { epochs: 5 } }\n", "A merge key is not read in a model file; write the keys out"),
        Of("RSG1004", "a list as a key", Head + "train: { ? [|[|] a, b ] : 5 }\n", "A list or a mapping as a key is not read in a model file; write a plain name"),
        Of("RSG1004", "a directive", "[|%|]YAML 1.2\n---\n" + Head, "A directive is not read in a model file; remove the line, or put the text in quotes"),
        Of("RSG1004", "a second document", Head + "[|---|]\nmodel: Other\n", "A second document is not read in a model file; a file declares one model; write the other into a file of its own"),
        Of("RSG1005", "a long text", Head + $"head: [|x|]{new string('x', 10_000)}\n", "There is a longer text here than a model file may have, which is 10000; the file is read no further"),
        Of("RSG1005", "deep nesting", Head + $"train: {new string('[', 31)}[|[|]{new string('[', 4_969)}\n", "There is deeper nesting here than a model file may have, which is 32; the file is read no further"),
        Of("RSG1006", "a key that stands twice", Head + "[|backbone|]: resnet14\n", "'backbone' is given already on line 3; remove one of the two"),
        Of("RSG1006", "a key that stands twice in braces", Head + "train: { epochs: 300,\n  [|epochs|]: 400 }\n", "'epochs' is given already on line 5; remove one of the two"),
    ];

    private static DiagnosticCase[] Keys() =>
    [
        Of("RSG1101", "a misspelt key", Head + "[|trian|]: { epochs: 5 }\n", $"A model file has no key 'trian'. Did you mean 'train'? It may have {TopKeys}."),
        Of("RSG1101", "a key of a part", Head + "[|learningRate|]: 0.1\n", $"A model file has no key 'learningRate'. That is a key of 'train'. It may have {TopKeys}."),
        Of("RSG1101", "a key of nothing near", Head + "[|zzz|]: 1\n", $"A model file has no key 'zzz'. It may have {TopKeys}."),
        Of(
            "RSG1101",
            "a misspelt key of a loss",
            Head + "loss:\n  kind: ldam\n  [|maxMargn|]: 0.4\n",
            "'ldam' has no key 'maxMargn'. Did you mean 'maxMargin'? It may have kind, maxMargin, scale."),
        Of(
            "RSG1101",
            "a key of C#",
            Head + "rebalance: { kind: reweight, [|FromEpoch|]: 1 }\n",
            "'reweight' has no key 'FromEpoch'. Did you mean 'fromEpoch'? It may have kind, beta, fromEpoch, deferred."),
        Of(
            "RSG1102",
            "no network",
            "[|model|]: M\nnamespace: Demo\nclasses: 10\n",
            "The key 'backbone' is missing; say which network it is, as in 'backbone: resnet32', or write one under 'network:'"),
        Of("RSG1102", "no model", "[|namespace|]: Demo\nbackbone: resnet8\nclasses: 10\n", "The key 'model' is missing; say which class is written, as in 'model: DefectNet'", isUsed: false),
        Of("RSG1102", "a loss without a kind", Head + "[|loss|]: { scale: 20 }\n", "The key 'kind' is missing; say which loss it is: crossEntropy, focal, classBalancedFocal, amSoftmax, ldam, balancedSoftmax, logitAdjusted"),
        Of("RSG1104", "a misspelt loss", Head + "loss: [|ldan|]\n", "There is no loss 'ldan'. Did you mean 'ldam'? Known are crossEntropy, focal, classBalancedFocal, amSoftmax, ldam, balancedSoftmax, logitAdjusted."),
        Of("RSG1104", "a misspelt loss in braces", Head + "loss: { kind: [|crossEntrpy|] }\n", "There is no loss 'crossEntrpy'. Did you mean 'crossEntropy'? Known are crossEntropy, focal, classBalancedFocal, amSoftmax, ldam, balancedSoftmax, logitAdjusted."),
        Of("RSG1106", "a section that is no mapping", Head + "rsg: [|2|]\n", "rsg is 2; it must be a mapping of keys and values, or none"),
        Of("RSG1106", "a misspelt word for no RSG", Head + "rsg: [|non|]\n", "rsg is 'non'; it must be a mapping of keys and values, or none"),
        Of("RSG1104", "a misspelt word for no rebalancing", Head + "rebalance: [|non|]\n", "There is no rebalance 'non'. Did you mean 'none'? Known are reweight, resample, none."),
        Of("RSG1104", "no rebalancing as a kind of it", Head + "rebalance: { kind: [|none|] }\n", "There is no rebalance 'none'. Known are reweight, resample."),
        Of(
            "RSG4011",
            "a misspelt word for no recipe",
            Head + "recipe: [|non|]\n",
            "There is no recipe 'non'. Did you mean 'none'? Known are cifar-lt, cifar-step, imagenet-lt, places-lt, inaturalist-2018, inaturalist-2018-2x, none."),
        Of("RSG1106", "a section that is left empty", Head + "train:[||]\n", "train is left empty; it must be a mapping of keys and values"),
        Of("RSG1106", "a kind that is a number", Head + "loss: { kind: [|3|] }\n", "kind is 3; it must be the name of a loss"),
        Of("RSG1106", "an input of two numbers", Head + "input: [|[32, 32]|]\n", "input is a list of 2 values; it must be channels, height and width, as in [3, 32, 32]"),
        Of(
            "RSG1106",
            "a network that is a number",
            "model: M\nnamespace: Demo\nbackbone: [|32|]\nclasses: 10\n",
            "backbone is 32; it must be the name of a network, as in 'resnet32'"),
        Of("RSG0008", "a number out of its range", "model: M\nnamespace: Demo\nbackbone: resnet8\nclasses: 10\ninput: [3, [|0|], 32]\n", "input height is 0; it must be a whole number, at least 1 and at most 65536"),
        Of("RSG3001", "a stage that the network does not have", Head + "rsg:\n  stage: [|9|]\n", "There is no stage 9: resnet8 has 3 stages, counted from 1 (1 ends with layer1 at (N, 16, 32, 32), 2 ends with layer2 at (N, 32, 16, 16), 3 ends with layer3 at (N, 64, 8, 8))"),
    ];

    private static DiagnosticCase[] Names() =>
    [
        Of("RSG1103", "a keyword", "model: [|class|]\nnamespace: Demo\nbackbone: resnet8\nclasses: 10\n", "The model 'class' is a keyword of C#; write a name such as DefectNet", isUsed: false),
        Of("RSG1103", "a word that may become a keyword", "model: [|record|]\nnamespace: Demo\nbackbone: resnet8\nclasses: 10\n", "The model 'record' is a keyword of C#; write a name such as DefectNet", isUsed: false),
        Of(
            "RSG1103",
            "a text that would close the class",
            "model: [|\"M { } class Evil\"|]\nnamespace: Demo\nbackbone: resnet8\nclasses: 10\n",
            "The model 'M { } class Evil' is not made of letters, digits and '_', with no digit first; write a name such as DefectNet",
            isUsed: false),
        Of("RSG1106", "a namespace that is left empty", "model: M\nnamespace:[||]\nbackbone: resnet8\nclasses: 10\n", "namespace is left empty; it must be a name such as Factory.Vision", isUsed: false),
        Of("RSG1106", "a name that is a number", "model: [|42|]\nnamespace: Demo\nbackbone: resnet8\nclasses: 10\n", "model is 42; it must be a name such as DefectNet", isUsed: false),
        Of(
            "RSG1103",
            "a namespace with a keyword",
            "model: M\nnamespace: [|Demo.new|]\nbackbone: resnet8\nclasses: 10\n",
            "The namespace 'Demo.new' has the part 'new', which is a keyword of C#; write a name such as Factory.Vision",
            isUsed: false),
        Of(
            "RSG1103",
            "a namespace with an empty part",
            "model: M\nnamespace: [|Demo..Vision|]\nbackbone: resnet8\nclasses: 10\n",
            "The namespace 'Demo..Vision' has the part '', which is not made of letters, digits and '_', with no digit first; write a name such as Factory.Vision",
            isUsed: false),
        Of(
            "RSG1105",
            "a class with attributes",
            "model: [|M|]\nnamespace: Demo\nbackbone: resnet8\nclasses: 10\n",
            "'M' is declared already by [Backbone] in Model.cs; a model is declared in one place",
            code: "[Rsg.Backbone(\"resnet8\", Classes = 2)]\npublic partial class M;",
            inNamespace: true),
        Of(
            "RSG1105",
            "a class with an attribute of a model",
            "model: [|M|]\nnamespace: Demo\nbackbone: resnet8\nclasses: 10\n",
            "'M' is declared already by [LdamLoss] in Model.cs; a model is declared in one place",
            code: "[Rsg.LdamLoss]\npublic partial class M;",
            inNamespace: true),
        Of(
            "RSG1107",
            "a name of an enumeration",
            "model: [|M|]\nnamespace: Demo\nbackbone: resnet8\nclasses: 10\n",
            "'M' is the name of a type of another kind or a namespace in the project, so that no class can be written there; choose another name",
            isUsed: false,
            code: "public enum M;",
            inNamespace: true),
        Of(
            "RSG1107",
            "a name of a namespace",
            "model: [|M|]\nnamespace: Demo\nbackbone: resnet8\nclasses: 10\n",
            "'M' is the name of a type of another kind or a namespace in the project, so that no class can be written there; choose another name",
            isUsed: false,
            code: "namespace Demo.M { public class Other { } }"),
        Of(
            "RSG1107",
            "a namespace that is a class",
            "model: M\nnamespace: [|Demo.Vision|]\nbackbone: resnet8\nclasses: 10\n",
            "'Demo.Vision' is the name of a type in the project, so that no class can be written there; choose another name",
            isUsed: false,
            code: "public class Vision;",
            inNamespace: true),
        Of("RSG0010", "a name of a member", "model: [|Trainer|]\nnamespace: Demo\nbackbone: resnet8\nclasses: 10\n", "'Trainer' is also the name of a member that is generated into the class, which C# does not allow; give the class another name", isUsed: false),
    ];

    private static DiagnosticCase Of(string id, string name, string yaml, string message, bool isUsed = true, string code = "", bool inNamespace = false)
        => DiagnosticCase.OfFile(id, "file: " + name, yaml, message, isUsed, inNamespace ? "namespace Demo;\n\n" + code : code);
}
