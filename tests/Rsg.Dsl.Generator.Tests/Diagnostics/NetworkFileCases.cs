using Rsg.Dsl.Networks.Ops;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Generator.Tests.Diagnostics;

/// <summary>Wrong networks in files: what the build says, and at which place.</summary>
internal static class NetworkFileCases
{
    private const string Head = "model: M\nnamespace: Demo\ninput: [3, 32, 32]\nclasses: 10\n";
    private static readonly string Layers = string.Join(", ", OpCatalogue.All.Select(static op => op.Name).Append("branches"));

    private const string Residual =
        "blocks:\n  residual:\n    parameters: { out, stride: 1 }\n    main: [conv: { out: $out, stride: $stride }, relu]\n    shortcut: identity\n";

    public static readonly IReadOnlyList<DiagnosticCase> All =
    [
        .. Names(),
        .. Keys(),
        .. Shapes(),
        .. Numbers(),
        .. OneMistake(),
        .. Blocks(),
        .. Parts(),
    ];

    private static DiagnosticCase[] Names() =>
    [
        Of(
            "RSG2005",
            "a layer that is misspelt",
            "network:\n  stages:\n    - [conv: 32, [|batchNrm|], relu]\n",
            $"There is no layer or block 'batchNrm'. Did you mean 'batchNorm'? Layers are {Layers}; the file declares no blocks."),
        Of(
            "RSG2005",
            "a block that is misspelt",
            Residual + "network:\n  stages:\n    - [conv: 32, [|resdual|]: 32]\n",
            $"There is no layer or block 'resdual'. Did you mean 'residual'? Layers are {Layers}; blocks are residual."),
        Of(
            "RSG2008",
            "two layers of one name",
            "network:\n  stages:\n    - [conv: { out: 32, name: mix }, relu, conv: { out: 32, name: [|mix|] }]\n",
            "The layer 'mix' has the name of another layer beside it; give it another one"),
        Of(
            "RSG2008",
            "a block named like a layer",
            "blocks:\n  [|conv|]: { layers: [relu] }\nnetwork:\n  stages:\n    - [conv: 32]\n",
            "The block 'conv' has the name of a layer; give it another one"),
        Of(
            "RSG2008",
            "two stages of one name",
            "network:\n  stages:\n    - { name: body, layers: [conv: 32] }\n    - { name: [|body|], layers: [conv: 32] }\n",
            "The stage 'body' has the name of another part of the network; give it another one"),
        Of(
            "RSG1106",
            "a name that would end a string",
            "network:\n  stages:\n    - [conv: { out: 32, name: [|\"x\\\"); evil(\"|] }]\n",
            "A name is 'x\"); evil('; it must be letters, digits and underscores, starting with a letter"),
    ];

    private static DiagnosticCase[] Keys() =>
    [
        Of(
            "RSG1101",
            "a key that a layer does not have",
            "network:\n  stages:\n    - [conv: { out: 32, [|kernl|]: 5 }]\n",
            "'conv' has no key 'kernl'. Did you mean 'kernel'? It may have out, kernel, stride, padding, dilation, groups, bias, remainder, name."),
        Of(
            "RSG1101",
            "a parameter that a block does not have",
            Residual + "network:\n  stages:\n    - [conv: 32, residual: { out: 32, [|strid|]: 1 }]\n",
            "'residual' has no key 'strid'. Did you mean 'stride'? It may have out, stride, repeat, name."),
        Of("RSG1101", "a key that a network does not have", "network:\n  [|tail|]: []\n  stages:\n    - [conv: 32]\n", "'network' has no key 'tail'. It may have stem, stages, head."),
        Of("RSG1102", "a convolution without channels", "network:\n  stages:\n    - [[|conv|]]\n", "The key 'out' is missing; 'conv' needs it, for example conv: { out: 64 }"),
        Of(
            "RSG1102",
            "a block without its parameter",
            Residual + "network:\n  stages:\n    - [conv: 32, [|residual|]]\n",
            "The key 'out' is missing; 'residual' needs it, for example residual: { out: 64 }"),
        Of("RSG1106", "a layer that takes no value", "network:\n  stages:\n    - [conv: 32, relu: [|1|]]\n", "What is said of 'relu' is 1; it must be nothing: it has no keys"),
        Of("RSG0008", "a flag that is none", "network:\n  stages:\n    - [conv: { out: 32, bias: [|maybe|] }]\n", "bias is 'maybe'; it must be true or false"),
        Of(
            "RSG0008",
            "a kernel of 0",
            "network:\n  stages:\n    - [conv: { out: 32, kernel: [|0|] }]\n",
            "kernel is 0; it must be a whole number, at least 1 and at most 4096, or a $parameter of the block"),
        Of(
            "RSG0008",
            "an even kernel with the usual padding",
            "network:\n  stages:\n    - [conv: { out: 32, kernel: [|2|] }]\n",
            "kernel is 2; it must be odd where the padding is 'same'; otherwise say the padding as a number"),
        Of(
            "RSG2009",
            "a parameter outside a block",
            "network:\n  stages:\n    - [conv: { out: [|$width|] }]\n",
            "'$width' names a parameter '$width' that is not there. Here there are $channels"),
        Of(
            "RSG2009",
            "a parameter that is misspelt",
            "blocks:\n  wide:\n    parameters: { growth }\n    layers: [conv: { out: [|$grwth * 2|] }]\nnetwork:\n  stages:\n    - [wide: 8]\n",
            "'$grwth * 2' names a parameter '$grwth' that is not there. Did you mean 'growth'? Here there are $in, $growth, $channels"),
    ];

    private static DiagnosticCase[] Shapes() =>
    [
        Of(
            "RSG2006",
            "an addition of unequal shapes",
            Residual.Replace("identity", "[|identity|]", StringComparison.Ordinal) + "network:\n  stem: [conv: 32]\n  stages:\n    - [residual: { out: 64, stride: 2 }]\n",
            "shortcut at stage1.0: the paths end in different shapes, main (N, 64, 16, 16) and shortcut (N, 32, 32, 32); an add needs equal ones; "
                + "'shortcut: projection' brings the input to the shape of the main path"),
        Of(
            "RSG2006",
            "a concatenation of unequal sizes",
            "network:\n  stages:\n    - - conv: 8\n      - [|branches|]: { paths: { near: [], far: [maxPool: 2] } }\n",
            "branches at stage1: the paths end in different shapes, near (N, 8, 32, 32) and far (N, 8, 16, 16); a concat needs equal heights and widths"),
        Of(
            "RSG2006",
            "a stride that does not divide",
            "network:\n  stages:\n    - [conv: { out: 8, stride: 2 }, maxPool: 2, maxPool: 2, [|maxPool|]: { kernel: 3 }]\n",
            "maxPool at stage1: a stride of 3 does not divide the maps (N, 8, 4, 4) that arrive: 1 of 4 rows or columns would never be read; pad them, or say 'remainder: drop'"),
        Of(
            "RSG2006",
            "a window larger than the maps",
            "network:\n  stages:\n    - [conv: { out: 8, kernel: [|35|], padding: 0 }]\n",
            "conv at stage1.conv1: the window of 35 is larger than the maps (N, 3, 32, 32) that arrive"),
        Of(
            "RSG2006",
            "groups that do not divide",
            "network:\n  stages:\n    - [conv: { out: 8, groups: [|2|] }]\n",
            "conv at stage1.conv1: 2 groups do not divide the 3 channels that arrive and the 8 that leave"),
        Of(
            "RSG2006",
            "a linear layer on maps",
            "network:\n  stages:\n    - [conv: 8, [|linear|]: 10]\n",
            "linear at stage1.fc1: maps (N, 8, 32, 32) arrive, but a vector is expected; pool or flatten them first"),
        Of(
            "RSG2006",
            "maps at the classifier",
            "network:\n  stages:\n    - [conv: 8]\n  [|head|]: [maxPool: 2]\n",
            "head at its end: maps (N, 8, 16, 16) arrive at the classifier, which needs a vector; end the head with globalAvgPool or flatten"),
        Of(
            "RSG2006",
            "a division with a rest, inside a block inside a block",
            "blocks:\n  half: { layers: [conv: { out: [|$in / 2|] }] }\n  outer: { layers: [half, half] }\nnetwork:\n  stages:\n    - [conv: 6, outer]\n",
            "conv at stage1.outer1.half2.conv1: out must be a whole number, but 3 / 2 leaves a rest"),
    ];

    /// <summary>Mistakes behind which something else would seem to be missing.</summary>
    private static DiagnosticCase[] OneMistake() =>
    [
        DiagnosticCase.OfFile(
            "RSG1101",
            "network: a misspelt key of the RSG that must be there",
            "model: M\nnamespace: Demo\nbackbone: resnet8\nclasses: 10\nrsg: { [|Stage|]: 2 }\n",
            $"'rsg' has no key 'Stage'. Did you mean 'stage'? It may have {string.Join(", ", RsgKeys.All.Select(static key => key.Name))}."),
        DiagnosticCase.OfFile(
            "RSG2002",
            "network: a square image that is too small",
            "model: M\nnamespace: Demo\nbackbone: resnet50\nclasses: 10\ninput: [3, [|16|], 16]\n",
            "input height is 16, but the down-samplings of resnet50 need images of at least 17 x 17 pixels"),
        Of(
            "RSG1106",
            "a block whose name cannot be one, and that is used",
            "blocks:\n  [|my-res|]: { layers: [conv: 8] }\nnetwork:\n  stages:\n    - [my-res, my-res]\n",
            "The name of a block is 'my-res'; it must be letters, digits and underscores, starting with a letter"),
        DiagnosticCase.OfFile(
            "RSG2012",
            "network: a backbone and a network without the size of images",
            "model: M\nnamespace: Demo\nbackbone: [|resnet8|]\nclasses: 10\nnetwork:\n  stages:\n    - [conv: 32]\n",
            "'M' names a network of the catalogue and writes one of its own; remove one of them"),
        DiagnosticCase.OfFile(
            "RSG1101",
            "network: a misspelt kind",
            "model: M\nnamespace: Demo\nbackbone: resnet8\nclasses: 10\nloss: { [|knd|]: ldam }\n",
            "'loss' has no key 'knd'. Did you mean 'kind'? It may have kind."),
    ];

    private static DiagnosticCase[] Numbers() =>
    [
        Of(
            "RSG2009",
            "repeats that are no whole number",
            Residual + "network:\n  stages:\n    - [conv: 8, residual: { out: 8, repeat: [|$channels / 3|] }]\n",
            "'$channels / 3' is 8 / 3 here, which is no whole number"),
        Of(
            "RSG2009",
            "a division by 0",
            "network:\n  stages:\n    - [conv: 8, conv: { out: [|$channels / 0|] }]\n",
            "'$channels / 0' is 8 / 0 here, which is no whole number"),
        Of(
            "RSG2009",
            "a number that overflows",
            "network:\n  stages:\n    - [conv: 8, conv: { out: [|$channels * 1000000000 / 1000000000|] }]\n",
            "'$channels * 1000000000 / 1000000000' is 8 * 1000000000 / 1000000000 here, which is no whole number"),
        Of(
            "RSG0008",
            "a computed number outside its range",
            "network:\n  stages:\n    - [conv: 8, conv: { out: [|$channels - 8|] }]\n",
            "out is '$channels - 8', which is 0 here; it must be a whole number, at least 1 and at most 65536"),
        Of(
            "RSG2006",
            "a division by 0 inside a block",
            "blocks:\n  odd:\n    parameters: { by }\n    layers: [conv: { out: [|$in / $by|] }]\nnetwork:\n  stages:\n    - [conv: 8, odd: 0]\n",
            "conv at stage1.odd1.conv1: out must be a whole number, but 8 / 0 divides by 0"),
        Of(
            "RSG2006",
            "more parameters than a network can have",
            "network:\n  stages:\n    - [conv: 64]\n  head: [flatten, [|linear|]: 65536]\n",
            "linear at head.fc1: with its 4295032832 parameters the network would have more than 2147483647"),
        DiagnosticCase.OfFile(
            "RSG2006",
            "network: more features than a classifier can have",
            "model: M\nnamespace: Demo\ninput: [3, 1024, 1024]\nclasses: 10\nnetwork:\n  stages:\n    - [conv: 32]\n  [|head|]: [flatten]\n",
            "classifier at classifier: in is 33554432 here; it must be at least 1 and at most 16777216"),
        Of(
            "RSG0008",
            "a padding that is misspelt, of an even kernel",
            "network:\n  stages:\n    - [conv: { out: 8, kernel: 2, padding: [|sme|] }]\n",
            "padding is 'sme'; it must be a whole number, at least 0 and at most 4096, or same; did you mean 'same'?"),
    ];

    private static DiagnosticCase[] Blocks() =>
    [
        Of(
            "RSG2007",
            "blocks that use each other",
            "blocks:\n  inner: { layers: [relu, [|outer|]] }\n  outer: { layers: [inner] }\nnetwork:\n  stages:\n    - [conv: 32, outer]\n",
            "The block 'outer' would never end: outer uses inner uses outer"),
        Of(
            "RSG2010",
            "features inside a block",
            "blocks:\n  reader: { layers: [flatten, [|linear|]: 16] }\nnetwork:\n  stages:\n    - [conv: 32]\n  head: [reader]\n",
            "'linear' follows a flatten of maps whose size differs from use to use of the block, so that its features are not known; "
                + "put globalAvgPool or adaptiveAvgPool before the flatten, or do this in the head"),
        Of(
            "RSG2011",
            "channels that double at each repeat",
            "blocks:\n  widen: { layers: [conv: { out: $in * 2 }] }\nnetwork:\n  stages:\n    - [conv: 4, [|widen|]: { repeat: 3 }]\n",
            "'widen' cannot be repeated here, because its channels or its stride change from one repeat to the next in uneven steps; write its uses one by one"),
        Of(
            "RSG1106",
            "a block that does nothing",
            "blocks:\n  [|empty|]: { parameters: { out } }\nnetwork:\n  stages:\n    - [conv: 4]\n",
            "What the block 'empty' does is missing; it must be 'layers', or a 'main' path with a 'shortcut'"),
        Of(
            "RSG1106",
            "an unknown shortcut",
            Residual.Replace("identity", "[|skip|]", StringComparison.Ordinal) + "network:\n  stages:\n    - [conv: 4, residual: 4]\n",
            "A shortcut is 'skip'; it must be identity, projection, zeroPad, or a list of layers"),
    ];

    private static DiagnosticCase[] Parts() =>
    [
        Of("RSG1106", "no stages", "[|network|]:\n  stem: [conv: 32]\n", "What 'stages' says is missing; it must be a list of lists of layers, at least one"),
        Of(
            "RSG1106",
            "stages without their inner lists",
            "network:\n  stages:\n    - [|conv: 16|]\n    - relu\n    - maxPool: 2\n    - conv: 32\nrsg: { stage: 2, cescWeight: 0.01 }\n",
            "Stage 1 is a single layer; it must be a list of layers, such as [conv: 64, relu]"),
        Of("RSG1106", "a stage without layers", "network:\n  stages:\n    - [|[]|]\n", "Stage 1 is a list of 0 values; it must be a list of layers, such as [conv: { out: 64 }, relu]"),
        Of(
            "RSG2012",
            "a backbone beside a network",
            "backbone: [|resnet8|]\nnetwork:\n  stages:\n    - [conv: 32]\n",
            "'M' names a network of the catalogue and writes one of its own; remove one of them"),
        DiagnosticCase.OfFile(
            "RSG2013",
            "network: no size of images",
            "model: M\nnamespace: Demo\nclasses: 10\n[|network|]:\n  stages:\n    - [conv: 32]\n",
            "'M' writes a network of its own, but not for which images: say their channels, height and width, for example input: [3, 32, 32]"),
        Of(
            "RSG2008",
            "a stage that is called like the classifier",
            "network:\n  stages:\n    - { name: [|classifier|], layers: [conv: 32] }\n",
            "The stage 'classifier' has the name of another part of the network; give it another one"),
        Of(
            "RSG3004",
            "a cut behind a vector",
            "network:\n  stages:\n    - [conv: 32, globalAvgPool]\n  head: []\nrsg: { stage: [|1|] }\n",
            "The cut behind stage1 leaves a vector (N, 32) where maps are needed; the RSG works on feature maps, between the stem and the head"),
        DiagnosticCase.OfFile(
            "RSG0009",
            "network: nothing but a network",
            "model: M\nnamespace: Demo\n[|input|]: [3, 32, 32]\nnetwork:\n  stages:\n    - [conv: 32]\n",
            "'M' does not say how many classes it tells apart: add classes, for example classes: 10"),
        Of(
            "RSG1106",
            "a block that is no mapping, before a layer that needs channels",
            "blocks:\n  odd: [|3|]\nnetwork:\n  stages:\n    - [odd]\n    - [conv: 8, batchNorm]\n",
            "The block 'odd' is 3; it must be a mapping with its layers"),
        Of(
            "RSG3001",
            "a cut behind the last stage",
            "network:\n  stages:\n    - [conv: 32, relu]\nrsg: { stage: [|2|] }\n",
            "There is no stage 2: M has 1 stages, counted from 1 (1 ends with stage1 at (N, 32, 32, 32))"),
    ];

    private static DiagnosticCase Of(string id, string name, string network, string message)
        => DiagnosticCase.OfFile(id, "network: " + name, Head + network, message);
}
