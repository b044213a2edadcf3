using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.Diagnostics;

/// <summary>Mistakes that have nothing to do with each other are all said in one build.</summary>
public class SeveralMistakesTests
{
    [Fact]
    public void Mistakes_in_every_part_are_all_said()
    {
        var run = Build("""
            [Backbone("resnet32", Classes = 1, Height = 2, Width = 3, Head = Head.Linear)]
            [RsgInsert(Stage = 9, FrequentRatio = -1, Centers = 0)]
            [LdamLoss(Scale = 0), CrossEntropyLoss]
            [Reweight(Beta = 1, FromEpoch = 100)]
            [Train(Epochs = 50, BatchSize = 0, Milestones = new[] { 40, 30 }, GenerateFromEpoch = 60)]
            public class M;
            """);

        Assert.Equal(
            [
                "RSG0008", "RSG2002", "RSG2002", "RSG2003", // Classes, Height, Width, Head
                "RSG3001", "RSG0008", "RSG0008", // Stage, FrequentRatio, Centers
                "RSG0008", "RSG0007", // Scale, the second loss
                "RSG0008", "RSG4002", // Beta, FromEpoch
                "RSG0008", "RSG4001", "RSG4002", // BatchSize, Milestones, GenerateFromEpoch
                "RSG0001",
            ],
            run.Ids());
    }

    [Fact]
    public void Mistakes_beside_a_missing_network_are_said()
        => Assert.Equal(["RSG0006", "RSG0008"], Build("[LdamLoss]\n[Train(Epochs = -1)]\npublic partial class M;").Ids());

    [Fact]
    public void Mistakes_of_two_models_are_said()
        => Assert.Equal(
            ["RSG2001", "RSG0009"],
            Build("[Backbone(\"vgg\", Classes = 2)]\npublic partial class M;\n[Backbone(\"resnet8\")]\npublic partial class N;").Ids());

    [Fact]
    public void Everything_that_keeps_a_class_from_being_extended_is_said()
        => Assert.Equal(
            ["RSG0001", "RSG0002", "RSG0003", "RSG0005"],
            Build("public class Outer\n{\n    [Backbone(\"resnet8\", Classes = 2)]\n    public class M<T> : Outer;\n}").Ids().Order());

    private static GeneratorRun Build(string declaration) => GeneratorRun.Of<RsgGenerator>("using Rsg;\n\nnamespace Demo;\n\n" + declaration);
}
