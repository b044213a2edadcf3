using System.Globalization;
using Rsg.Dsl.Generator.Tests.Diagnostics;
using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.Declarations;

/// <summary>A recipe fills in what the declaration leaves open, and nothing else. The numbers are those of section 4 of the paper.</summary>
public class RecipeTests
{
    /// <summary>Section 4 of the paper, and for iNaturalist the two schedules of Table 7: the epochs, the decays, and the one to 0.001.</summary>
    private static readonly Dictionary<string, (int Epochs, int[] Decays, int Boundary)> Published = new()
    {
        [Recipes.CifarLongTailed] = (200, [160, 180], 160),
        [Recipes.CifarStep] = (200, [160, 180], 160),
        [Recipes.ImageNetLongTailed] = (100, [60, 80, 95], 80),
        [Recipes.PlacesLongTailed] = (30, [10, 20], 10),
        [Recipes.INaturalist2018] = (90, [50, 70, 85], 70),
        [Recipes.INaturalist2018Twice] = (180, [100, 140, 170], 140),
    };

    public static TheoryData<string, bool> Forms
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var recipe in Published.Keys)
            {
                data.Add(recipe, false);
                data.Add(recipe, true);
            }

            return data;
        }
    }

    [Theory]
    [InlineData(Recipes.CifarLongTailed, "epoch < 160 0.1;epoch < 180 0.001;_ 0.00001", 128, 160, 0.2, 1, 0.5, 30)]
    [InlineData(Recipes.CifarStep, "epoch < 160 0.1;epoch < 180 0.001;_ 0.00001", 128, 160, 0.5, 0.01, 0.5, 30)]
    [InlineData(Recipes.ImageNetLongTailed, "epoch < 60 0.1;epoch < 80 0.01;epoch < 95 0.001;_ 0.0001", 256, 80, 0.2, 1, 0.3, 30)]
    [InlineData(Recipes.PlacesLongTailed, "epoch < 10 0.01;epoch < 20 0.001;_ 0.0001", 256, 10, 0.2, 1, 0.2, 50)]
    [InlineData(Recipes.INaturalist2018, "epoch < 50 0.1;epoch < 70 0.01;epoch < 85 0.001;_ 0.0001", 256, 70, 0.2, 1, 0.1, 50)]
    [InlineData(Recipes.INaturalist2018Twice, "epoch < 100 0.1;epoch < 140 0.01;epoch < 170 0.001;_ 0.0001", 256, 140, 0.2, 1, 0.1, 50)]
    public void A_recipe_is_the_papers_setting(string recipe, string rates, int batchSize, int boundary, double frequentRatio, double strength, double margin, double scale)
    {
        var trainer = Trainer($"Recipe(\"{recipe}\"), RsgInsert, LdamLoss, Reweight(Deferred = true)");

        Assert.Equal(rates, string.Join(';', RatesOf(trainer)));
        Assert.Contains($"const int BatchSize = {batchSize};", trainer, StringComparison.Ordinal);
        Assert.Contains($"const int GenerateFromEpoch = {boundary};", trainer, StringComparison.Ordinal);
        Assert.Contains($"const int RebalanceFromEpoch = {boundary};", trainer, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"ratio: {frequentRatio})"), trainer, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"TransferStrength = {strength},"), trainer, StringComparison.Ordinal);
        Assert.Contains("Centers = 15,", trainer, StringComparison.Ordinal);
        Assert.Contains("CescWeight = 0.1;", trainer, StringComparison.Ordinal);
        Assert.Contains("MvWeight = 0.01;", trainer, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"new LdamLoss(classCounts, maxMargin: {margin}, scale: {scale})"), trainer, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_run_of_another_length_has_its_decays_and_its_boundary_in_proportion(string recipe, bool isReleased)
    {
        int[] lengths = [2, 5, 10, 25, 150, 300, 400];
        var form = isReleased ? "Released" : "Paper";
        var run = GeneratorRun.Of<RsgGenerator>("using Rsg;\n" + string.Concat(lengths.Select(epochs =>
            $"[Backbone(\"resnet8\", Classes = 10), Recipe(\"{recipe}\"), RsgInsert(Form = Form.{form}), LdamLoss, Reweight(Deferred = true), Train(Epochs = {epochs})]\npublic partial class M{epochs};\n")))
            .AssertNoDiagnostics().AssertCompilesCleanly();

        var (published, decays, boundary) = Published[recipe];
        Assert.All(lengths, epochs =>
        {
            var trainer = run.GeneratedText($"M{epochs}.Trainer.g.cs");
            var scaled = decays.Select(epoch => Math.Max(1, epoch * epochs / published));
            var expected = scaled.Select(epoch => isReleased ? Math.Max(1, epoch - 1) : epoch).Distinct().Where(epoch => epoch < epochs);
            var warmup = isReleased && recipe != Recipes.PlacesLongTailed ? 5 * epochs / published : 0;

            Assert.Equal(warmup > 1 ? expected.Prepend(warmup) : expected, ChangesOf(trainer));
            Assert.Contains($"const int GenerateFromEpoch = {Math.Max(1, boundary * epochs / published)};", trainer, StringComparison.Ordinal);
            Assert.Contains($"const int RebalanceFromEpoch = {Math.Max(1, boundary * epochs / published)};", trainer, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void It_adds_no_part()
    {
        var run = Run("Recipe(Recipes.CifarLongTailed)");
        var trainer = run.GeneratedText("M.Trainer.g.cs");

        Assert.Contains("new CrossEntropyLoss()", trainer, StringComparison.Ordinal);
        Assert.DoesNotContain("RareSampleGenerator", trainer, StringComparison.Ordinal);
        Assert.Contains("rsg: none", run.GeneratedText("M.Declaration.g.cs"), StringComparison.Ordinal);
        Assert.DoesNotContain("classWeights", trainer, StringComparison.Ordinal);
        Assert.Contains("new ShuffleSampler", trainer, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_said_beside_it_wins()
    {
        var trainer = Trainer(
            "Recipe(Recipes.CifarStep), RsgInsert(After = \"layer1\", Centers = 4, CescWeight = 0.03), LdamLoss(Scale = 20), Train(BatchSize = 32, WeightDecay = 0), Augmentation(HorizontalFlip = false)");

        Assert.Contains("of the features behind layer1", trainer, StringComparison.Ordinal);
        Assert.Contains("Centers = 4,", trainer, StringComparison.Ordinal);
        Assert.Contains("ratio: 0.5)", trainer, StringComparison.Ordinal);
        Assert.Contains("maxMargin: 0.5, scale: 20", trainer, StringComparison.Ordinal);
        Assert.Contains("BatchSize = 32;", trainer, StringComparison.Ordinal);
        Assert.Contains("weightDecay: 0)", trainer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Train(Epochs = 40)", "epoch < 32 0.1;epoch < 36 0.001;_ 0.00001", 32)]
    [InlineData("Train(Epochs = 25)", "epoch < 20 0.1;epoch < 22 0.001;_ 0.00001", 20)]
    [InlineData("Train(Milestones = [100, 150])", "epoch < 100 0.1;epoch < 150 0.001;_ 0.00001", 100)]
    [InlineData("Train(BoundaryEpoch = 100)", "epoch < 100 0.1;epoch < 150 0.001;_ 0.00001", 100)]
    [InlineData("Train(Schedule = Schedule.Step, StepSize = 50, Gamma = 0.1)", "0.1 * Math.Pow(0.1, epoch / 50)", 100)]
    public void Another_schedule_takes_the_place_of_the_recipes(string train, string rates, int boundary)
    {
        var trainer = Trainer($"Recipe(Recipes.CifarLongTailed), RsgInsert, {train}");

        Assert.Equal(rates, string.Join(';', RatesOf(trainer)));
        Assert.Contains($"const int GenerateFromEpoch = {boundary};", trainer, StringComparison.Ordinal);
    }

    [Fact]
    public void The_images_of_CIFAR_are_cropped_mirrored_and_normalised_as_published()
    {
        var network = Run("Recipe(Recipes.CifarLongTailed)").GeneratedText("M.g.cs");

        Assert.Contains("Crop = Crop.Padded,", network, StringComparison.Ordinal);
        Assert.Contains("Padding = 4,", network, StringComparison.Ordinal);
        Assert.Contains("HorizontalFlip = true,", network, StringComparison.Ordinal);
        Assert.Contains("new ChannelStatistics([0.4914, 0.4822, 0.4465], [0.2023, 0.1994, 0.201])", network, StringComparison.Ordinal);
    }

    [Fact]
    public void The_images_of_ImageNet_are_cropped_at_random_and_jittered()
    {
        var network = Run("Recipe(Recipes.ImageNetLongTailed)").GeneratedText("M.g.cs");

        Assert.Contains("Crop = Crop.RandomResized,", network, StringComparison.Ordinal);
        Assert.Contains("ColorJitter = 0.4,", network, StringComparison.Ordinal);
        Assert.DoesNotContain("Padding", network, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_is_said_where_the_recipe_stands()
    {
        var run = GeneratorRun.Of<RsgGenerator>("using Rsg;\n[Backbone(\"resnet8\", Classes = 10, Channels = 1)]\n[Recipe(Recipes.CifarLongTailed)]\npublic partial class M;");

        Assert.Equal(["RSG4010", "RSG4010"], run.Ids());
        Assert.All(run.Everything(), diagnostic => Assert.Equal(2, diagnostic.Location.GetLineSpan().StartLinePosition.Line));
    }

    private static string Trainer(string attributes) => Run(attributes).GeneratedText("M.Trainer.g.cs");

    private static GeneratorRun Run(string attributes) => GeneratorRun
        .Of<RsgGenerator>($"using Rsg;\n[Backbone(\"resnet8\", Classes = 10)]\n[{attributes}]\npublic partial class M;")
        .AssertNoDiagnostics().AssertCompilesCleanly();

    /// <summary>The epochs at which the emitted learning rate has another arm: the end of a warm-up, and the decays.</summary>
    private static IEnumerable<int> ChangesOf(string trainer)
        => RatesOf(trainer).Where(arm => arm.StartsWith("epoch <", StringComparison.Ordinal)).Select(arm => int.Parse(arm.Split(' ')[2], CultureInfo.InvariantCulture));

    /// <summary>The arms of the emitted learning rate: <c>epoch &lt; 160 0.1</c>.</summary>
    private static IEnumerable<string> RatesOf(string trainer)
    {
        const string Head = "public static double LearningRateAt(int epoch) => ";
        var body = trainer.Split('\n').SkipWhile(line => !line.Contains(Head, StringComparison.Ordinal)).ToList();
        var rest = body[0].Trim()[Head.Length..];
        return rest != "epoch switch"
            ? [rest.TrimEnd(';')]
            : body.Skip(2).Select(line => line.Trim()).TakeWhile(line => line != "};").Select(line => line.TrimEnd(',').Replace(" =>", "", StringComparison.Ordinal)).Select(line => line.StartsWith('<') ? "epoch " + line : line);
    }
}
