using System.Text;

namespace Rsg.Fuzzing.Targets;

/// <summary>Model files that are right, of everything that a file can say, and the words that mean something in one.</summary>
internal static class ModelFiles
{
    /// <summary>What an input's file is called.</summary>
    public const string FileName = "m.rsg.yaml";

    private const string Blocks = """
        # A comment, with a colon: here.
        model: DefectNet
        namespace: Factory.Vision
        input: [1, 16, 16]
        classes: [scratch, dent, "a hole", 'it''s', none]
        blocks:
          residual:
            parameters: { out, stride: 1 }
            main:
              - conv: { out: $out, kernel: 3, stride: $stride, bias: false }
              - batchNorm
              - relu
            shortcut: projection
            merge: add
            after: [relu]
        network:
          stem: [ conv: { out: 8, kernel: 3 }, batchNorm, relu ]
          stages:
            - [ residual: { out: 8, repeat: 2 } ]
            - { name: deep, layers: [ residual: { out: 16, stride: 2 }, dropout2d: 0.1, maxPool: 2 ] }
          head: [ globalAvgPool ]
        rsg: { stage: 1, frequentRatio: 0.2, cescWeight: 0.03, form: paper, mvTerms: [direction] }
        loss: { kind: ldam, maxMargin: 0.5 }
        rebalance:
          kind: reweight
          fromEpoch: 40
        train: { epochs: 50, learningRate: 1e-2, milestones: [30, 40] }
        head: >-
          cosine
        """;

    private const string Matrix = """
        model: Table
        namespace: Factory.Vision
        backbone: resnet8
        loss: { kind: ldam, scale: 20 }
        rsg: { stage: 2 }
        matrix:
          cut:
            First: { rsg: { after: layer1, cescWeight: 0.01 } }
            Without: { rsg: none }
          classes: { Ten: { classes: 10 }, Few: { classes: [a, b, c, d, e] } }
          loss:
            Erm: { loss: crossEntropy }
            Same:
          seed: [0, 1]
          exclude:
            - { cut: First, classes: [Few], loss: Erm }
        """;

    private const string Branches = """
        model: Gates
        input: [3, 8, 8]
        classes: 2
        network:
          stages:
            - - branches:
                  merge: concat
                  paths: { far: [conv: { out: 8, groups: 1 }, groupNorm: 2, leakyRelu], near: [batchNorm] }
              - adaptiveAvgPool: 2
          head: [ flatten, linear: 4, hardSwish ]
        recipe: cifar-lt
        """;

    /// <summary>The files, each with either line end.</summary>
    public static byte[][] Seeds { get; } = [.. new[] { Blocks, Matrix, Branches }.SelectMany(text => new[] { text, text.ReplaceLineEndings("\r\n") }).Select(Encoding.UTF8.GetBytes)];

    /// <summary>What means something to YAML, to C#, or to what reads texts.</summary>
    public static IReadOnlyList<string> Words { get; } =
    [
        "[", "]", "{", "}", ": ", ", ", "- ", "? ", "'", "\"", "\\", "#", "&a ", "*a", "!t ", "|", ">", "%", "\n", "\r", "\t", "  ", "\0", "\u0085", "\u2028", "\uFEFF", "null", ".nan",
        "-.inf", "0x", "*/", "//", "\"\"\"", "class", "@class", "global::", "\"; } class Evil { } //", "</summary>", "&", "<", "{{", "#if true\n", "\n#error x\n", "Tensor", "Trainer", "System",
        "network: ", "stages: ", "conv: 4", "residual: 8", "repeat: 99999", "groups: 3", "$in", "$out / 0", "$stride * $out", "branches: ", "name: forward", "name: x", "stride: 7",
        "model: ", "namespace: ", "classes: 3", "head: cosine", "loss: focal", "train: { epochs: 1 }", "rsg: none", "after: layer1", "recipe: ", "augmentation: ",
        ":", ",", " #", "!!int ", "|+2\n", "@", "`", "~", "<<: *a", "---\n", "...\n", "\r\n", "\n\n  ", "\u0001", "\u007F", "\uFFFD", "\U0001F600", "%YAML 1.2\n", "%TAG ! x:\n", "true",
        "1e999", "-", "model: M\n", "{{{{{{{{", "[[[[[[[[",
    ];
}
