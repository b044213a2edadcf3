using System.Text;
using Rsg.Testing.Generation;

namespace Rsg.Fuzzing.Targets;

/// <summary>A model file, through the whole generator: read, planned, emitted, and compiled.</summary>
public sealed class YamlTarget : FuzzTarget
{
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
            - { name: deep, layers: [ residual: { out: $in * 2, stride: 2 }, dropout2d: 0.1, maxPool: 2 ] }
          head: [ globalAvgPool ]
        rsg: { stage: 1, frequentRatio: 0.2, cescWeight: 0.03, form: paper, mvTerms: [direction] }
        loss: { kind: ldam, maxMargin: 0.5 }
        rebalance:
          kind: reweight
          fromEpoch: 40
        train: { epochs: 50, learningRate: 1e-2, milestones: [30, 40] }
        """;

    private const string Matrix = """
        model: Table
        backbone: resnet8
        rsg: { stage: 2 }
        matrix:
          cut:
            First: { rsg: { after: layer1, cescWeight: 0.01 } }
            Without: { rsg: none }
          classes: { Ten: { classes: 10 }, Few: { classes: [a, b] } }
          exclude:
            - { cut: First, classes: [Few] }
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

    /// <inheritdoc/>
    public override string Name => "yaml";

    /// <inheritdoc/>
    public override string FileName => "m.rsg.yaml";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; } = Texts(Blocks, Matrix, Branches);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Words =>
    [
        "[", "]", "{", "}", ": ", ", ", "- ", "? ", "'", "\"", "\\", "#", "&a ", "*a", "!t ", "|", ">", "%", "\n", "\r", "\t", "  ", "\0", "\u0085", "\u2028", "\uFEFF", "null", ".nan",
        "-.inf", "0x", "*/", "//", "\"\"\"", "class", "@class", "global::", "\"; } class Evil { } //", "</summary>", "&", "<", "{{", "#if true\n", "\n#error x\n", "Tensor", "Trainer", "System",
        "network: ", "stages: ", "conv: 4", "residual: 8", "repeat: 99999", "groups: 3", "$in", "$out / 0", "$stride * $out", "branches: ", "name: forward", "name: x", "stride: 7",
        "model: ", "namespace: ", "classes: 3", "head: cosine", "loss: focal", "train: { epochs: 1 }", "rsg: none", "after: layer1", "recipe: ", "augmentation: ",
    ];

    /// <inheritdoc/>
    public override TimeSpan TimeLimit => TimeSpan.FromSeconds(20);

    /// <summary>The compiler's, which holds the project.</summary>
    public override long FixedMemory => 1L << 30;

    /// <inheritdoc/>
    public override int InputsInTests => 15;

    /// <inheritdoc/>
    public override bool IsRefusal(Exception failure) => false;

    /// <inheritdoc/>
    public override void Read(string path) =>
        Said = EmittedCode.Check(GeneratorInput.Of("internal class Other;").WithAdditionalFile(FileName, Encoding.UTF8.GetString(File.ReadAllBytes(path))));
}
