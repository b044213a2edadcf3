using Rsg.Dsl.Networks.Backbones;

namespace Rsg.Dsl.Generator.Tests.Diagnostics;

/// <summary>At least one wrong declaration for every diagnostic that stands in source code.</summary>
internal static class DiagnosticCases
{
    private static readonly string Names = $"The catalogue has {string.Join(", ", BackboneCatalogue.Names)}.";
    private const string Stages = "1 ends with layer1 at (N, 16, 32, 32), 2 ends with layer2 at (N, 32, 16, 16), 3 ends with layer3 at (N, 64, 8, 8)";

    public static readonly IReadOnlyList<DiagnosticCase> All =
    [
        .. Classes(),
        .. Values(),
        .. Networks(),
        .. OwnModuleCases.All,
        .. Learning(),
        .. Insertions(),
        .. Trainings(),
        .. FileCases.All,
        .. MatrixCases.All,
        .. NetworkFileCases.All,
    ];

    private static DiagnosticCase[] Classes() =>
    [
        DiagnosticCase.Of(
            "RSG0001",
            "a class that is not partial",
            "[Backbone(\"resnet32\", Classes = 10)]\npublic class [|M|];",
            "'M' must be partial, so that its layers and its trainer can be added to it: write 'partial class M'",
            isUsed: false),
        DiagnosticCase.Of(
            "RSG0002",
            "a nested class",
            "public partial class Outer\n{\n    [Backbone(\"resnet32\", Classes = 10)]\n    public partial class [|M|];\n}",
            "'M' is declared inside another type; move it out, directly into a namespace",
            isUsed: false),
        DiagnosticCase.Of(
            "RSG0003",
            "a generic class",
            "[Backbone(\"resnet32\", Classes = 10)]\npublic partial class [|M|]<T>;",
            "'M' has type parameters; a network is one concrete class, so remove them",
            isUsed: false),
        DiagnosticCase.Of(
            "RSG0004",
            "a static class",
            "[Backbone(\"resnet32\", Classes = 10)]\npublic static partial class [|M|];",
            "'M' cannot be this kind of class; a network is an ordinary class, so remove 'static'",
            isUsed: false),
        DiagnosticCase.Of(
            "RSG0004",
            "a record class",
            "[Backbone(\"resnet32\", Classes = 10)]\npublic partial record [|M|];",
            "'M' cannot be this kind of class; a network is an ordinary class, so write 'class' in place of 'record'",
            isUsed: false),
        DiagnosticCase.Of(
            "RSG0004",
            "a class of one file",
            "[Backbone(\"resnet32\", Classes = 10)]\nfile partial class [|M|];",
            "'M' cannot be this kind of class; a network is an ordinary class, so remove 'file'",
            isUsed: false),
        DiagnosticCase.Of(
            "RSG0005",
            "a class with a base class",
            "public class Base;\n\n[Backbone(\"resnet32\", Classes = 10)]\npublic partial class [|M|] : Base;",
            "'M' names a base class; the generated part derives it from TorchSharp's Module<Tensor, Tensor>, so remove the base class",
            isUsed: false),
        DiagnosticCase.Of(
            "RSG0006",
            "a class without a network",
            "[[|RsgInsert(Stage = 2)|]]\npublic partial class M;",
            "[RsgInsert] says how 'M' is trained, but nothing says which network it is: add [Backbone(Backbones.ResNet32, Classes = 10)]"),
        DiagnosticCase.Of(
            "RSG0006",
            "a class with everything but a network",
            "[[|RsgInsert(Stage = 2)|]]\n[LdamLoss, Reweight(FromEpoch = 160)]\n[Train(Epochs = 200)]\npublic partial class M;",
            "[RsgInsert] says how 'M' is trained, but nothing says which network it is: add [Backbone(Backbones.ResNet32, Classes = 10)]"),
        DiagnosticCase.Of(
            "RSG0007",
            "two losses",
            "[Backbone(\"resnet32\", Classes = 10)]\n[LdamLoss, [|CrossEntropyLoss|]]\npublic partial class M;",
            "[CrossEntropyLoss] is a second loss beside [LdamLoss]; remove one of them"),
        DiagnosticCase.Of(
            "RSG0009",
            "no number of classes",
            "[[|Backbone(\"resnet32\")|]]\npublic partial class M;",
            "'M' does not say how many classes it tells apart: add Classes, for example Classes = 10"),
        DiagnosticCase.Of(
            "RSG0010",
            "a class with the name of a block",
            "[Backbone(\"resnet32\", Classes = 10)]\npublic partial class [|BasicBlock|];",
            "'BasicBlock' is also the name of a member that is generated into the class, which C# does not allow; give the class another name",
            isUsed: false),
        DiagnosticCase.Of(
            "RSG0010",
            "a class with the name of the trainer",
            "[Backbone(\"resnet32\", Classes = 10)]\npublic partial class [|Trainer|];",
            "'Trainer' is also the name of a member that is generated into the class, which C# does not allow; give the class another name",
            isUsed: false),
        DiagnosticCase.Of(
            "RSG0011",
            "a field with the name of a layer",
            "[Backbone(\"resnet32\", Classes = 10)]\npublic partial class M\n{\n    public int [|layer1|];\n}",
            "The generated part of 'M' has the name 'layer1' itself; rename or remove this one",
            isUsed: false),
        DiagnosticCase.Of(
            "RSG0011",
            "a method with the name and parameter of a generated one",
            "[Backbone(\"resnet32\", Classes = 10)]\npublic partial class M\n{\n    public void [|SaveWeights|](string path) => System.IO.File.Delete(path);\n}",
            "The generated part of 'M' has the name 'SaveWeights' itself; rename or remove this one",
            isUsed: false),
        DiagnosticCase.Of(
            "RSG0011",
            "a field of the trainer",
            "[Backbone(\"resnet32\", Classes = 10)]\npublic partial class M\n{\n    public partial class Trainer\n    {\n        public int [|loss|];\n    }\n}",
            "The generated part of 'M' has the name 'Trainer.loss' itself; rename or remove this one",
            isUsed: false),
        DiagnosticCase.Of(
            "RSG0011",
            "a method of the trainer",
            "[Backbone(\"resnet32\", Classes = 10)]\npublic partial class M\n{\n    partial class Trainer\n    {\n        public void [|Dispose|]()\n        {\n        }\n    }\n}",
            "The generated part of 'M' has the name 'Trainer.Dispose' itself; rename or remove this one",
            isUsed: false),
        DiagnosticCase.Of(
            "RSG0011",
            "a trainer that is none",
            "[Backbone(\"resnet32\", Classes = 10)]\npublic partial class M\n{\n    public partial struct [|Trainer|]\n    {\n    }\n}",
            "The generated part of 'M' has the name 'Trainer' itself; rename or remove this one",
            isUsed: false),
        DiagnosticCase.Of(
            "RSG0011",
            "a constructor",
            "[Backbone(\"resnet32\", Classes = 10)]\npublic partial class M\n{\n    public [|M|]()\n    {\n    }\n}",
            "The generated part of 'M' has a constructor itself; remove this one",
            isUsed: false),
        DiagnosticCase.Of(
            "RSG0011",
            "a primary constructor",
            "[Backbone(\"resnet32\", Classes = 10)]\npublic partial class [|M|](int depth)\n{\n    public int Depth => depth;\n}",
            "The generated part of 'M' has a constructor itself; remove this one",
            isUsed: false),
    ];

    private static DiagnosticCase[] Values() =>
    [
        DiagnosticCase.Of(
            "RSG0008",
            "a number out of its range",
            "[Backbone(\"resnet32\", Classes = [|1|])]\npublic partial class M;",
            "Classes is 1; it must be a whole number, at least 2 and at most 1000000"),
        DiagnosticCase.Of(
            "RSG0008",
            "a ratio that cannot be, of few classes",
            "[Backbone(\"resnet32\", Classes = 3)]\n[RsgInsert(Stage = 2, FrequentRatio = [|1.5|])]\npublic partial class M;",
            "FrequentRatio is 1.5; it must be greater than 0 and less than 1"),
        DiagnosticCase.Of(
            "RSG0008",
            "epochs that cannot be, beside epochs that could",
            "[Backbone(\"resnet32\", Classes = 10)]\n[RsgInsert(Stage = 2)]\n[Reweight(FromEpoch = 300)]\n"
                + "[Train(Epochs = [|-400|], Milestones = new[] { 300, 350 }, GenerateFromEpoch = 300, WarmupEpochs = 250)]\npublic partial class M;",
            "Epochs is -400; it must be a whole number, at least 1 and at most 1000000"),
        DiagnosticCase.Of(
            "RSG0008",
            "a number that is none of the words",
            "[Backbone(\"resnet32\", Classes = 10)]\n[RsgInsert(Stage = 2, Form = [|(Form)7|])]\npublic partial class M;",
            "Form is 7; it must be one of Paper, Released"),
        DiagnosticCase.Of(
            "RSG0008",
            "a number with bits that are none of the words",
            "[Backbone(\"resnet32\", Classes = 10)]\n[RsgInsert(Stage = 2, MvTerms = [|(MvTerms)99|])]\npublic partial class M;",
            "MvTerms is 99; it must be some of None, Direction, Length, Contrast, All"),
        DiagnosticCase.Of(
            "RSG0008",
            "a head that is none",
            "[Backbone(\"resnet32\", Classes = 10, Head = [|(Head)(-1)|])]\n[LdamLoss]\npublic partial class M;",
            "Head is -1; it must be one of Linear, Cosine"),
        DiagnosticCase.Of(
            "RSG0008",
            "a milestone below the start",
            "[Backbone(\"resnet32\", Classes = 10)]\n[Train(WarmupEpochs = 5, Milestones = new[] { [|-160|], 180 })]\npublic partial class M;",
            "An item of Milestones is -160; it must be a whole number, at least 1 and at most 1000000"),
        DiagnosticCase.Of(
            "RSG0008",
            "a class name that is none",
            "[Backbone(\"resnet32\", ClassNames = new[] { \"cat\", [|null!|], \"dog\" })]\npublic partial class M;",
            "An item of ClassNames is left empty; it must be a text, in quotes"),
        DiagnosticCase.Of(
            "RSG0008",
            "a single class name",
            "[Backbone(\"resnet32\", ClassNames = [|new[] { \"cat\" }|])]\npublic partial class M;",
            "ClassNames is ['cat']; it must be a list of at least 2 names"),
        DiagnosticCase.Of(
            "RSG0012",
            "more classes than names",
            "[Backbone(\"resnet32\", Classes = [|3|], ClassNames = new[] { \"cat\", \"dog\" })]\npublic partial class M;",
            "Classes is 3, but ClassNames has 2 names; remove Classes, and the names are counted"),
        DiagnosticCase.Of(
            "RSG0013",
            "a class name of signs only",
            "[Backbone(\"resnet32\", ClassNames = new[] { \"cat\", [|\"!?\"|] })]\npublic partial class M;",
            "The class name '!?' cannot become a label in C#: it must have a letter or a digit, and at most 200 characters"),
        DiagnosticCase.Of(
            "RSG0013",
            "an empty class name",
            "[Backbone(\"resnet32\", ClassNames = new[] { [|\"\"|], \"dog\" })]\npublic partial class M;",
            "The class name '' cannot become a label in C#: it must have a letter or a digit, and at most 200 characters"),
        DiagnosticCase.Of(
            "RSG0014",
            "two class names with one label",
            "[Backbone(\"resnet32\", ClassNames = new[] { \"hot dog\", \"cat\", [|\"Hot-dog!\"|] })]\npublic partial class M;",
            "The class names 'hot dog' and 'Hot-dog!' both become the label HotDog; each class needs a name of its own"),
    ];

    private static DiagnosticCase[] Networks() =>
    [
        DiagnosticCase.Of(
            "RSG2001",
            "a misspelt network",
            "[Backbone([|\"resnet23\"|], Classes = 10)]\npublic partial class M;",
            $"There is no network 'resnet23'. Did you mean 'resnet20'? {Names}"),
        DiagnosticCase.Of(
            "RSG2001",
            "a network in capitals",
            "[Backbone([|\"ResNet110\"|], Classes = 10)]\npublic partial class M;",
            $"There is no network 'ResNet110'. Did you mean 'resnet110'? {Names}"),
        DiagnosticCase.Of(
            "RSG2001",
            "a network like no other",
            "[Backbone([|\"сеть \\n網路\"|], Classes = 10)]\npublic partial class M;",
            $"There is no network 'сеть \uFFFD網路'. {Names}"),
        DiagnosticCase.Of(
            "RSG2001",
            "a network with a name of 5,000 letters",
            $"[Backbone([|\"{new string('x', 5_000)}\"|], Classes = 10)]\npublic partial class M;",
            $"There is no network '{new string('x', 60)}...'. {Names}"),
        DiagnosticCase.Of(
            "RSG2001",
            "no network at all",
            "[[|Backbone(null!, Classes = 10)|]]\npublic partial class M;",
            $"There is no network ''. {Names}"),
        DiagnosticCase.Of(
            "RSG2002",
            "an image that is too small",
            "[Backbone(\"resnet32\", Classes = 10, Width = [|3|])]\npublic partial class M;",
            "Width is 3, but the down-samplings of resnet32 need images of at least 4 x 4 pixels"),
        DiagnosticCase.Of(
            "RSG2003",
            "a linear head for margins on angles",
            "[Backbone(\"resnet32\", Classes = 10, Head = [|Head.Linear|])]\n[LdamLoss]\npublic partial class M;",
            "[LdamLoss] needs Head.Cosine, but this is Head.Linear; remove Head, and the right one is chosen"),
        DiagnosticCase.Of(
            "RSG2004",
            "cosines under a loss that does not scale them",
            "[Backbone(\"resnet32\", Classes = 10, Head = [|Head.Cosine|])]\npublic partial class M;",
            "Head.Cosine gives logits between -1 and 1, and [CrossEntropyLoss], which is the default, does not scale them, so that even a perfect network keeps a large loss; remove Head, or use [LdamLoss]"),
    ];

    private static DiagnosticCase[] Learning() =>
    [
        DiagnosticCase.Of(
            "RSG0015",
            "weights and re-sampling",
            "[Backbone(\"resnet32\", Classes = 10)]\n[Reweight(Deferred = true)]\n[[|Resample|]]\npublic partial class M;",
            "[Resample] is a second way to rebalance beside [Reweight]; remove one of them"),
        DiagnosticCase.Of(
            "RSG2003",
            "cosines for balanced softmax",
            "[Backbone(\"resnet32\", Classes = 10, Head = [|Head.Cosine|])]\n[BalancedSoftmaxLoss]\npublic partial class M;",
            "[BalancedSoftmaxLoss] needs Head.Linear, but this is Head.Cosine; remove Head, and the right one is chosen"),
        DiagnosticCase.Of(
            "RSG2003",
            "a linear head for additive margins",
            "[Backbone(\"resnet32\", Classes = 10, Head = [|Head.Linear|])]\n[AmSoftmaxLoss]\npublic partial class M;",
            "[AmSoftmaxLoss] needs Head.Cosine, but this is Head.Linear; remove Head, and the right one is chosen"),
        DiagnosticCase.Of(
            "RSG4006",
            "milestones of a cosine",
            "[Backbone(\"resnet32\", Classes = 10)]\n[Train(Schedule = Schedule.Cosine, Milestones = [|new[] { 160 }|])]\npublic partial class M;",
            "Milestones belongs to Schedule.MultiStep, but this is Schedule.Cosine; remove it"),
        DiagnosticCase.Of(
            "RSG4006",
            "the factor of no decay",
            "[Backbone(\"resnet32\", Classes = 10)]\n[Train(Schedule = Schedule.Constant, Gamma = [|0.1|])]\npublic partial class M;",
            "Gamma belongs to Schedule.MultiStep and Schedule.Step, but this is Schedule.Constant; remove it"),
        DiagnosticCase.Of(
            "RSG4006",
            "the beta of a sampler without one",
            "[Backbone(\"resnet32\", Classes = 10)]\n[Resample(Sampler = Sampler.SquareRoot, Beta = [|0.99|])]\npublic partial class M;",
            "Beta belongs to Sampler.EffectiveNumber, but this is Sampler.SquareRoot; remove it"),
        DiagnosticCase.Of(
            "RSG4006",
            "padding without its crop",
            "[Backbone(\"resnet32\", Classes = 10)]\n[Augmentation(Padding = [|2|])]\npublic partial class M;",
            "Padding belongs to Crop.Padded, but this is Crop.None; remove it"),
        DiagnosticCase.Of(
            "RSG4007",
            "two beginnings",
            "[Backbone(\"resnet32\", Classes = 10)]\n[Reweight(Deferred = true, FromEpoch = [|150|])]\npublic partial class M;",
            "FromEpoch and Deferred both say when the rebalancing begins (Deferred: at the boundary epoch, which is 160); remove one of them"),
        DiagnosticCase.Of(
            "RSG4008",
            "a boundary between the milestones",
            "[Backbone(\"resnet32\", Classes = 10)]\n[Train(BoundaryEpoch = [|170|], Milestones = new[] { 160, 180 })]\npublic partial class M;",
            "BoundaryEpoch is 170, but Milestones are [160, 180], so that the learning rate is not decayed there; "
                + "the boundary is where a decay, a deferred rebalancing and the RSG's second phase meet"),
        DiagnosticCase.Of(
            "RSG4008",
            "a boundary between the steps",
            "[Backbone(\"resnet32\", Classes = 10)]\n[Train(Schedule = Schedule.Step, StepSize = 30, BoundaryEpoch = [|100|])]\npublic partial class M;",
            "BoundaryEpoch is 100, but StepSize is 30, so that the learning rate is not decayed there; "
                + "the boundary is where a decay, a deferred rebalancing and the RSG's second phase meet"),
        DiagnosticCase.Of(
            "RSG4002",
            "a boundary behind the end",
            "[Backbone(\"resnet32\", Classes = 10)]\n[RsgInsert(Stage = 2)]\n[Reweight(Deferred = true)]\n[Train(BoundaryEpoch = [|200|])]\npublic partial class M;",
            "BoundaryEpoch is 200, but training ends after 200 epochs (0 to 199), so that nothing that waits for it ever begins"),
        DiagnosticCase.Of(
            "RSG4004",
            "a warm-up as long as the training",
            "[Backbone(\"resnet32\", Classes = 10)]\n[Train(Epochs = 5, Schedule = Schedule.Cosine, WarmupEpochs = [|5|])]\npublic partial class M;",
            "WarmupEpochs is 5, but training ends after 5 epochs; it must be less than that"),
        DiagnosticCase.Of(
            "RSG4009",
            "weights for a loss that has its own",
            "[Backbone(\"resnet32\", Classes = 10)]\n[ClassBalancedFocalLoss]\n[[|Reweight|]]\npublic partial class M;",
            "[Reweight] makes up for unequal classes, and [ClassBalancedFocalLoss] does so by itself, so that together they favour rare classes far too much; remove [Reweight], or use [FocalLoss]"),
        DiagnosticCase.Of(
            "RSG4009",
            "images drawn by class for a loss with weights",
            "[Backbone(\"resnet32\", Classes = 10)]\n[ClassBalancedFocalLoss]\n[[|Resample(Sampler = Sampler.Oversampling)|]]\npublic partial class M;",
            "[Resample] makes up for unequal classes, and [ClassBalancedFocalLoss] does so by itself, so that together they favour rare classes far too much; remove [Resample], or use [FocalLoss]"),
        DiagnosticCase.Of(
            "RSG4009",
            "images drawn by class, later, for a loss with priors",
            "[Backbone(\"resnet32\", Classes = 10)]\n[LogitAdjustedLoss]\n[[|Resample(Deferred = true)|]]\npublic partial class M;",
            "[Resample] makes up for unequal classes, and [LogitAdjustedLoss] does so by itself, so that together they favour rare classes far too much; remove [Resample], or use [CrossEntropyLoss]"),
        DiagnosticCase.Of(
            "RSG4009",
            "weights, later, for a loss with class counts",
            "[Backbone(\"resnet32\", Classes = 10)]\n[BalancedSoftmaxLoss]\n[[|Reweight(FromEpoch = 160)|]]\npublic partial class M;",
            "[Reweight] makes up for unequal classes, and [BalancedSoftmaxLoss] does so by itself, so that together they favour rare classes far too much; remove [Reweight], or use [CrossEntropyLoss]"),
        DiagnosticCase.Of(
            "RSG4012",
            "four channels",
            "[Backbone(\"resnet32\", Classes = 10, Channels = 4)]\n[Augmentation(ColorJitter = [|0.2|])]\npublic partial class M;",
            "ColorJitter is 0.2, but only images of 1 or 3 channels have colors to vary, and an input image has 4; leave it out or say ColorJitter = 0"),
        DiagnosticCase.Of(
            "RSG4012",
            "a recipe for images of three channels",
            "[Backbone(\"resnet32\", Classes = 10, Channels = 2)]\n[[|Recipe(Recipes.ImageNetLongTailed)|]]\n[Augmentation(Mean = new[] { 0.5, 0.5 }, StandardDeviation = new[] { 0.5, 0.5 })]\npublic partial class M;",
            "ColorJitter is 0.4, but only images of 1 or 3 channels have colors to vary, and an input image has 2; leave it out or say ColorJitter = 0"),
        DiagnosticCase.Of(
            "RSG0008",
            "a cosine that rises",
            "[Backbone(\"resnet32\", Classes = 10)]\n[Train(Schedule = Schedule.Cosine, LearningRate = 0.01, FinalLearningRate = [|0.1|])]\npublic partial class M;",
            "FinalLearningRate is 0.1; it must be at most LearningRate, which is 0.01"),
        DiagnosticCase.Of(
            "RSG0008",
            "a cosine that ends above the rate that is not said",
            "[Backbone(\"resnet32\", Classes = 10)]\n[Recipe(Recipes.PlacesLongTailed)]\n[Train(Schedule = Schedule.Cosine, FinalLearningRate = [|0.05|])]\npublic partial class M;",
            "FinalLearningRate is 0.05; it must be at most LearningRate, which is 0.01"),
        DiagnosticCase.Of(
            "RSG4010",
            "three means for a grey image",
            "[Backbone(\"resnet32\", Classes = 10, Channels = 1)]\n[Augmentation(Mean = [|new[] { 0.1, 0.2, 0.3 }|])]\npublic partial class M;",
            "Mean has 3 numbers, but an input image has 1 channels; give one number for each"),
        DiagnosticCase.Of(
            "RSG4011",
            "a misspelt recipe",
            "[Backbone(\"resnet32\", Classes = 10)]\n[Recipe([|\"cifar-tl\"|])]\npublic partial class M;",
            "There is no recipe 'cifar-tl'. Did you mean 'cifar-lt'? Known are cifar-lt, cifar-step, imagenet-lt, places-lt, inaturalist-2018, inaturalist-2018-2x."),
        DiagnosticCase.Of(
            "RSG4008",
            "milestones of one's own, and the boundary of nothing",
            "[Backbone(\"resnet32\", Classes = 10)]\n[Recipe(Recipes.CifarLongTailed)]\n[Train(Milestones = new[] { 100 }, BoundaryEpoch = [|160|])]\npublic partial class M;",
            "BoundaryEpoch is 160, but Milestones are [100], so that the learning rate is not decayed there; "
                + "the boundary is where a decay, a deferred rebalancing and the RSG's second phase meet"),
    ];

    private static DiagnosticCase[] Insertions() =>
    [
        DiagnosticCase.Of(
            "RSG3001",
            "a stage too many",
            "[Backbone(\"resnet32\", Classes = 10)]\n[RsgInsert(Stage = [|4|])]\npublic partial class M;",
            $"There is no stage 4: resnet32 has 3 stages, counted from 1 ({Stages})"),
        DiagnosticCase.Of(
            "RSG3002",
            "a misspelt part",
            "[Backbone(\"resnet32\", Classes = 10)]\n[RsgInsert(After = [|\"layr2\"|])]\npublic partial class M;",
            $"After names 'layr2', which resnet32 does not have. Did you mean 'layer2'? Its parts are stem, layer1, layer2, layer3, head."),
        DiagnosticCase.Of(
            "RSG3003",
            "no place",
            "[Backbone(\"resnet32\", Classes = 10)]\n[[|RsgInsert|]]\npublic partial class M;",
            "The RSG needs exactly one of Stage, After and Before, but none is given; for example [RsgInsert(Stage = 2)]"),
        DiagnosticCase.Of(
            "RSG3003",
            "two places",
            "[Backbone(\"resnet32\", Classes = 10)]\n[RsgInsert(Before = [|\"layer3\"|], Stage = 2)]\npublic partial class M;",
            "The RSG needs exactly one of Stage, After and Before, but Stage and Before are given; for example [RsgInsert(Stage = 2)]"),
        DiagnosticCase.Of(
            "RSG3004",
            "a place before everything",
            "[Backbone(\"resnet32\", Classes = 10)]\n[RsgInsert(Before = [|\"stem\"|])]\npublic partial class M;",
            "Before = \"stem\" leaves no layer before the RSG; the RSG works on feature maps, between the stem and the head"),
        DiagnosticCase.Of(
            "RSG3004",
            "a place behind everything",
            "[Backbone(\"resnet32\", Classes = 10)]\n[RsgInsert(After = [|\"head\"|])]\npublic partial class M;",
            "After = \"head\" leaves no layer behind the RSG; the RSG works on feature maps, between the stem and the head"),
        DiagnosticCase.Of(
            "RSG3005",
            "a small ratio",
            "[Backbone(\"resnet32\", Classes = 10)]\n[RsgInsert(Stage = 2, FrequentRatio = [|0.09|])]\npublic partial class M;",
            "FrequentRatio 0.09 of 10 classes is less than one class; the RSG carries variation from frequent to rare classes, so FrequentRatio must be at least 0.1"),
        DiagnosticCase.Of(
            "RSG3005",
            "a ratio that no short number is",
            "[Backbone(\"resnet32\", Classes = 3)]\n[RsgInsert(Stage = 2, FrequentRatio = [|0.33|])]\npublic partial class M;",
            "FrequentRatio 0.33 of 3 classes is less than one class; the RSG carries variation from frequent to rare classes, so FrequentRatio must be at least 0.34"),
        DiagnosticCase.Of(
            "RSG3005",
            "the usual ratio of few classes",
            "[Backbone(\"resnet32\", Classes = 4)]\n[[|RsgInsert(Stage = 2)|]]\npublic partial class M;",
            "FrequentRatio 0.2 of 4 classes is less than one class; the RSG carries variation from frequent to rare classes, so FrequentRatio must be at least 0.25"),
    ];

    private static DiagnosticCase[] Trainings() =>
    [
        DiagnosticCase.Of(
            "RSG4001",
            "milestones that fall",
            "[Backbone(\"resnet32\", Classes = 10)]\n[Train(Milestones = new[] { 180, [|160|] })]\npublic partial class M;",
            "Milestones are [180, 160]; each must be greater than the one before it and less than Epochs, which is 200"),
        DiagnosticCase.Of(
            "RSG4001",
            "a milestone behind the end",
            "[Backbone(\"resnet32\", Classes = 10)]\n[Train(Epochs = 5, Milestones = new[] { 4, [|5|] })]\npublic partial class M;",
            "Milestones are [4, 5]; each must be greater than the one before it and less than Epochs, which is 5"),
        DiagnosticCase.Of(
            "RSG4002",
            "weights that never come",
            "[Backbone(\"resnet32\", Classes = 10)]\n[Reweight(FromEpoch = [|200|])]\npublic partial class M;",
            "FromEpoch is 200, but training ends after 200 epochs (0 to 199), so that the classes are never reweighted"),
        DiagnosticCase.Of(
            "RSG4002",
            "samples that never come",
            "[Backbone(\"resnet32\", Classes = 10)]\n[RsgInsert(Stage = 2)]\n[Train(Epochs = 50, GenerateFromEpoch = [|60|])]\npublic partial class M;",
            "GenerateFromEpoch is 60, but training ends after 50 epochs (0 to 49), so that the RSG never generates a sample"),
        DiagnosticCase.Of(
            "RSG4005",
            "large maps under the default weight",
            "[Backbone(\"resnet32\", Classes = 10, Height = 64, Width = 64)]\n[[|RsgInsert(Stage = 2)|]]\npublic partial class M;",
            "CescWeight 0.1 with a learning rate of 0.1 is too much for feature maps of 32 x 32, over which the CESC loss is a sum: the centers of a large class may diverge; use a CescWeight of at most 0.037, a smaller learning rate, or a later stage"),
        DiagnosticCase.Of(
            "RSG4005",
            "a weight that is too large",
            "[Backbone(\"resnet32\", Classes = 10)]\n[RsgInsert(Stage = 2, CescWeight = [|1|])]\npublic partial class M;",
            "CescWeight 1 with a learning rate of 0.1 is too much for feature maps of 16 x 16, over which the CESC loss is a sum: the centers of a large class may diverge; use a CescWeight of at most 0.15, a smaller learning rate, or a later stage"),
        DiagnosticCase.Of(
            "RSG4003",
            "samples from the start",
            "[Backbone(\"resnet32\", Classes = 10)]\n[RsgInsert(Stage = 2)]\n[Train(GenerateFromEpoch = [|0|])]\npublic partial class M;",
            "GenerateFromEpoch is 0, so that the RSG generates samples before its centers and its contrastive module have learnt anything; "
                + "let GenerateFromEpoch be the epoch in which the learning rate is first decayed, or leave it out"),
        DiagnosticCase.Of(
            "RSG4004",
            "a warm-up beyond the first decay",
            "[Backbone(\"resnet32\", Classes = 10)]\n[Train(WarmupEpochs = [|5|], Milestones = new[] { 5, 180 })]\npublic partial class M;",
            "WarmupEpochs is 5, but the learning rate is first decayed at epoch 5; it must be less than that"),
    ];
}
