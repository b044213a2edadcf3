using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.Emission;

/// <summary>The emitted code as a person reads it in review.</summary>
public class EmittedCodeTests
{
    [Fact]
    public Task The_papers_main_setting() => Verify("""
        using Rsg;

        namespace Demo;

        [Backbone(Backbones.ResNet32, Classes = 10)]
        [RsgInsert(Stage = 2)]
        [LdamLoss, Reweight(FromEpoch = 160)]
        [Train(WarmupEpochs = 5)]
        public partial class Cifar10LongTail;
        """);

    [Fact]
    public Task The_least_that_can_be_said() => Verify("""
        [Rsg.Backbone("resnet8", Classes = 2)]
        internal partial class Smallest;
        """);

    [Fact]
    public Task Everything_that_can_be_said() => Verify("""
        using Rsg;

        namespace Demo.Vision
        {
            [Backbone(Backbones.ResNet20, Classes = 100, Channels = 1, Height = 28, Width = 20, Head = Head.Cosine)]
            [RsgInsert(
                Before = "layer3",
                Centers = 5,
                FrequentRatio = 0.5,
                TransferStrength = 0.01,
                CescWeight = 0.2,
                MvWeight = 0.02,
                ContrastiveChannels = 64,
                Form = Form.Released,
                MvTerms = MvTerms.Direction | MvTerms.Contrast,
                Displacement = Displacement.Direct,
                AddTo = AddTo.RareCenters)]
            [LdamLoss(MaxMargin = 0.4, Scale = 25)]
            [Reweight(Beta = 0.999)]
            [Train(
                Epochs = 30,
                BatchSize = 64,
                LearningRate = 0.05,
                Milestones = new[] { 10, 20 },
                Gamma = 0.1,
                WarmupEpochs = 2,
                Momentum = 0.8,
                WeightDecay = 0.0005,
                GenerateFromEpoch = 15)]
            public sealed partial class Everything
            {
            }
        }
        """);

    [Fact]
    public Task A_network_that_a_file_writes_out() => VerifyFile("""
        model: DefectNet
        namespace: Factory.Vision
        input: [1, 64, 64]
        classes: [scratch, dent, stain, hole, none]
        blocks:
          residual:
            parameters: { out, stride: 1 }
            main:
              - conv: { out: $out, kernel: 3, stride: $stride, bias: false }   # padding: same unless said
              - batchNorm
              - relu
              - conv: { out: $out, kernel: 3, bias: false }
              - batchNorm
            shortcut: projection        # identity, projection, zeroPad, or layers; identity wherever shapes agree
            merge: add                  # or concat
            after: [relu]
        network:
          stem: [ conv: { out: 32, kernel: 3, bias: false }, batchNorm, relu ]
          stages:
            - [ residual: { out: 32 }, residual: { out: 32 } ]
            - [ residual: { out: 64, stride: 2 }, residual: { out: 64, repeat: 2 } ]
            - [ residual: { out: 128, stride: 2 } ]
          head: [ globalAvgPool ]       # the classifier follows from classes and loss
        rsg: { stage: 2, frequentRatio: 0.2, cescWeight: 0.03 }
        loss: { kind: ldam }
        rebalance: { kind: reweight, fromEpoch: 40 }
        train: { epochs: 50, batchSize: 128, generateFromEpoch: 40 }
        """);

    [Fact]
    public Task Branches_dense_and_depthwise_blocks() => VerifyFile("""
        model: TinyDense
        input: [3, 32, 32]
        classes: 10
        blocks:
          denseLayer:
            parameters: { growth, width: 4 }
            layers:
              - branches:
                  paths:
                    - []
                    - [ batchNorm, relu, conv: { out: $growth * $width, kernel: 1, bias: false }, batchNorm, relu, conv: { out: $growth, bias: false } ]
                  merge: concat
          transition:
            layers: [ batchNorm, relu, conv: { out: $in / 2, kernel: 1, bias: false }, avgPool: 2 ]
          denseStage:
            parameters: { growth, count }
            layers:
              - denseLayer: { growth: $growth, repeat: $count }
              - batchNorm
          se:
            parameters: { reduction: 4 }
            layers:
              - branches:
                  paths:
                    main: []
                    gate: [ adaptiveAvgPool: 1, conv: { out: $in / $reduction, kernel: 1 }, relu, conv: { out: $in, kernel: 1 }, sigmoid ]
                  merge: multiply
          inverted:
            parameters: { out, expand: 4, stride: 1 }
            main:
              - conv: { out: $in * $expand, kernel: 1, bias: false }
              - batchNorm
              - relu6
              - conv: { out: $channels, stride: $stride, groups: $channels, bias: false }
              - batchNorm
              - hardSwish
              - se
              - conv: { out: $out, kernel: 1, bias: false }
              - batchNorm
            shortcut: projection
        network:
          stem: [ conv: { out: 16, kernel: [3, 5], bias: false }, batchNorm, silu ]
          stages:
            - [ denseLayer: { growth: 8, repeat: 4 } ]
            - [ transition, inverted: { out: 24, stride: 2 }, inverted: { out: 24, repeat: 3 } ]
            - name: deep
              layers:
                - denseStage: { growth: 4, count: 5 }
                - maxPool: 2
                - conv: { out: 64, name: mix }
                - dropout2d: 0.1
          head: [ flatten, linear: 32, relu, dropout: 0.5 ]
        rsg: { after: deep, cescWeight: 0.01 }
        loss: ldam
        """);

    [Fact]
    public Task Functions_in_a_block_read_its_parameters() => VerifyFile("""
        model: Pools
        input: [3, 32, 32]
        classes: 2
        blocks:
          pooled:
            parameters: { size, out: 8 }
            layers: [maxPool: { kernel: $size, padding: $size / 2, stride: 1 }, conv: $out, adaptiveAvgPool: $size]
        network:
          stages:
            - { name: stage2, layers: [pooled: 2] }
            - [conv: 4, relu]
          head: [flatten]
        """);

    [Fact]
    public Task A_network_of_the_projects_own_modules() => Verify("""
        using Rsg;
        using Rsg.Layers;
        using TorchSharp;
        using TorchSharp.Modules;
        using static TorchSharp.torch;

        namespace Demo;

        [Network(Classes = 5, Channels = 1, Height = 64, Width = 64)]
        [RsgInsert(Stage = 1)]
        [LdamLoss]
        public partial class DefectNet
        {
            [Stage(1)] private readonly Sequential stem = nn.Sequential(nn.Conv2d(1, 32, 3, stride: 2, padding: 1), nn.BatchNorm2d(32), nn.ReLU());
            [Stage(2)] private readonly Sequential features = nn.Sequential(nn.Conv2d(32, 64, 3, stride: 2, padding: 1), nn.ReLU());
            [Stage(2)] private readonly Dropout2d dropout = nn.Dropout2d(0.2);
            [Head] private readonly NormedLinear classifier = new(64, 5);
        }
        """);

    [Fact]
    public Task A_declaration_with_errors_keeps_its_surface() => Verify(
        """
        using Rsg;

        namespace Demo;

        [Backbone("resnet23", Classes = 10)]
        [RsgInsert(Stage = 2, Centers = 0)]
        public partial class Wrong;
        """,
        compiles: false);

    [Fact]
    public Task Names_that_the_project_uses_itself_are_written_in_full() => Verify("""
        namespace Demo;

        public class Tensor;

        public class Conv2d;

        [Rsg.Backbone("resnet8", Classes = 2)]
        public partial class Hidden;
        """);

    private static Task VerifyFile(
        string yaml,
        [System.Runtime.CompilerServices.CallerFilePath] string file = "",
        [System.Runtime.CompilerServices.CallerMemberName] string method = "")
    {
        var run = GeneratorRun.Of<RsgGenerator>(new GeneratorInput().WithAdditionalFile("models/m.rsg.yaml", yaml));
        run.AssertNoDiagnostics().AssertCompilesCleanly();
        return Snapshots.Verify(run, sourceFile: file, method: method);
    }

    private static Task Verify(
        string source,
        bool compiles = true,
        [System.Runtime.CompilerServices.CallerFilePath] string file = "",
        [System.Runtime.CompilerServices.CallerMemberName] string method = "")
    {
        var run = GeneratorRun.Of<RsgGenerator>(source);
        if (compiles)
        {
            run.AssertNoDiagnostics().AssertCompilesCleanly();
        }

        return Snapshots.Verify(run, sourceFile: file, method: method);
    }
}
