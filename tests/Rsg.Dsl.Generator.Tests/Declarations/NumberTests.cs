using System.Globalization;
using Rsg.Dsl.Generator.Tests.Diagnostics;
using Rsg.Dsl.Schema;
using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.Declarations;

/// <summary>Every number of a declaration with every value that its type has room for: refused at its place, or accepted and compiled.</summary>
public class NumberTests
{
    private static readonly string[] Doubles =
    [
        "double.NaN", "double.PositiveInfinity", "double.NegativeInfinity", "double.MaxValue", "double.MinValue", "double.Epsilon",
        "-0.0", "0", "1", "2", "-1e-300", "1e-300", "1e-10", "1e300", "0.1 + 0.2", "123456789.123456789", "0.99999999999999989",
    ];

    private static readonly string[] Integers = ["int.MinValue", "-1", "0", "1", "2", "3", "4", "65_536", "1_000_000", "1_000_001", "int.MaxValue"];

    public static TheoryData<string, string> Properties
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var attribute in DeclaringAttributes.All)
            {
                foreach (var property in attribute.GetProperties().Where(static property => property.CanWrite && (property.PropertyType == typeof(int) || property.PropertyType == typeof(double))))
                {
                    data.Add(attribute.Name[..^"Attribute".Length], property.Name);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Properties))]
    public void A_number_is_refused_at_its_place_or_compiles(string attribute, string property)
    {
        var values = DeclaringAttributes.Get(attribute).GetProperty(property)!.PropertyType == typeof(int) ? Integers : Doubles;
        var source = "using Rsg;\n" + string.Concat(values.Select((value, i) => FormattableString.Invariant($"namespace N{i} {{ {Declare(attribute, property, value)} }}\n")));

        var run = GeneratorRun.Of<RsgGenerator>(source);

        var refused = run.Everything();
        Assert.All(refused, diagnostic => Assert.StartsWith("RSG", diagnostic.Id, StringComparison.Ordinal));
        Assert.All(refused, diagnostic => Assert.DoesNotContain("\n", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        Assert.Equal(refused.Count, refused.Select(static diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition.Line).Distinct().Count());
        Assert.InRange(refused.Count, 1, values.Length - 1);
    }

    [Fact]
    public void A_number_that_is_none_is_refused_everywhere()
    {
        foreach (var value in (string[])["double.NaN", "double.PositiveInfinity", "double.NegativeInfinity"])
        {
            foreach (var attribute in DeclaringAttributes.All)
            {
                foreach (var property in attribute.GetProperties().Where(static property => property.PropertyType == typeof(double)))
                {
                    var run = GeneratorRun.Of<RsgGenerator>("using Rsg;\n" + Declare(attribute.Name[..^"Attribute".Length], property.Name, value));
                    Assert.Equal(["RSG0008"], run.Ids());
                }
            }
        }
    }

    [Theory]
    [InlineData("new int[0]", 0)]
    [InlineData("new int[] { }", 0)]
    [InlineData("null", 2)]
    [InlineData("new[] { 1 }", 1)]
    [InlineData("new[] { 1, 2, 3, 198, 199 }", 5)]
    public void Milestones_are_accepted(string milestones, int decays)
    {
        var run = GeneratorRun.Of<RsgGenerator>($"[Rsg.Backbone(\"resnet8\", Classes = 10)]\n[Rsg.Train(Milestones = {milestones}{(milestones == "null" ? "!" : "")})]\npublic partial class M;");

        run.AssertNoDiagnostics().AssertCompilesCleanly();
        Assert.Equal(decays, run.GeneratedText("M.Trainer.g.cs").Split('\n').Count(static line => line.TrimStart().StartsWith("< ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("new[] { 0 }", "RSG0008")]
    [InlineData("new[] { -1, 5 }", "RSG0008")]
    [InlineData("new[] { 5, 5 }", "RSG4001")]
    [InlineData("new[] { 9, 5 }", "RSG4001")]
    [InlineData("new[] { 200 }", "RSG4001")]
    [InlineData("new[] { int.MaxValue }", "RSG0008")]
    [InlineData("new[] { int.MinValue }", "RSG0008")]
    public void Milestones_are_refused(string milestones, string id)
        => Assert.Equal(
            [id],
            GeneratorRun.Of<RsgGenerator>($"[Rsg.Backbone(\"resnet8\", Classes = 10)]\n[Rsg.Train(Milestones = {milestones})]\npublic partial class M;").Ids());

    [Theory]
    [InlineData("LearningRate = 1, WarmupEpochs = 4", 0, 0.25)]
    [InlineData("LearningRate = 3, WarmupEpochs = 4", 2, 2.25)]
    [InlineData("LearningRate = 0.1, WarmupEpochs = 4", 1, 0.05)]
    [InlineData("LearningRate = 0.1, Gamma = 0.1", 199, 0.001)]
    [InlineData("LearningRate = 1e30, Gamma = 1e-27", 160, 1e3)]
    [InlineData("LearningRate = 1e17, Gamma = 1e-20", 160, 1e-3)]
    [InlineData("LearningRate = 1e-300, Gamma = 1e-300", 199, 0.0)]
    [InlineData("LearningRate = 1.0 / 3, Gamma = 1", 199, 1.0 / 3)]
    public void The_emitted_learning_rate_is_the_declared_one(string train, int epoch, double expected)
    {
        using var model = GeneratorRun.Of<RsgGenerator>($"[Rsg.Backbone(\"resnet8\", Classes = 10)]\n[Rsg.Train({train})]\npublic partial class M;")
            .AssertNoDiagnostics().AssertCompilesCleanly().Load();

        var rate = (double)model.CallStatic("M+Trainer", "LearningRateAt", epoch)!;

        Assert.Equal(expected, rate, expected * 1e-14);
    }

    [Fact]
    public void A_range_is_said_in_words()
    {
        Assert.Equal("greater than 0 and at most 1", NumberRange.Above(0).AtMost(1).ToString());
        Assert.Equal("at least 0 and less than 1", NumberRange.AtLeast(0).Below(1).ToString());
        Assert.Equal("at least 2", NumberRange.AtLeast(2).ToString());
    }

    private static string Declare(string attribute, string property, string value)
    {
        var said = $"{property} = {value}";
        string Arguments(string name, string usual) => name == attribute ? (usual.Length == 0 || property is "Stage" or "Classes" ? said : $"{usual}, {said}") : usual;
        if (attribute == "Network")
        {
            string[] sizes = ["Classes = 4", "Height = 8", "Width = 8"];
            var arguments = sizes.Where(size => !size.StartsWith(property, StringComparison.Ordinal)).Append(said);
            return $"[Network({string.Join(", ", arguments)})] public partial class M {{ "
                + "[Stage(1)] private readonly TorchSharp.Modules.Conv2d stem = TorchSharp.torch.nn.Conv2d(3, 4, 3); "
                + "[Head] private readonly TorchSharp.Modules.Linear head = TorchSharp.torch.nn.Linear(4, 4); }";
        }

        var loss = attribute.EndsWith("Loss", StringComparison.Ordinal) ? attribute : "CrossEntropyLoss";
        var rebalance = attribute == "Resample" ? attribute : LossCatalogue.All.Any(kind => kind.TypeName == loss && kind.Unbalanced is not null) ? null : "Reweight";
        var schedule = property switch { "StepSize" => "Schedule = Schedule.Step", "FinalLearningRate" => "Schedule = Schedule.Cosine", _ => "" };
        var crop = property == "Padding" ? "Crop = Crop.Padded" : "";
        return $"[Backbone(\"resnet8\", {Arguments("Backbone", "Classes = 10")})] [RsgInsert({Arguments("RsgInsert", "Stage = 2")})] "
            + $"[{loss}{(loss == attribute ? $"({said})" : "")}] {(rebalance is null ? "" : $"[{rebalance}({Arguments(rebalance, "")})] ")}"
            + $"[Train({Arguments("Train", schedule)})] [Augmentation({Arguments("Augmentation", crop)})] public partial class M;";
    }
}
