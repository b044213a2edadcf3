using Rsg.Dsl.Collections;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans.Recipes;

/// <summary>Every recipe: the settings of section 4 of the paper. A new one is an entry here and a constant in the runtime's <c>Recipes</c>.</summary>
internal static class RecipeCatalogue
{
    private const string Section4 = "section 4, implementation details";
    private const string SearchedOnce = "section 4, ablation studies (searched once, then fixed for every set)";
    private const string ReleasedCode = "released code; the paper is silent";
    private const string OffByOne = "the released scripts count epochs from 1 for the decay and from 0 for T_th and DRW, so that the rate falls one epoch earlier";
    private const string WarmsUp = "the released script warms up over 5 epochs";

    public static readonly IReadOnlyList<Recipe> All =
    [
        Cifar("cifar-lt", "CIFAR-10 and CIFAR-100, long-tailed", "exponential class counts of ratio 50 or 100 (Cui et al. 2019)", frequentRatio: 0.2, transferStrength: 1),
        Cifar("cifar-step", "CIFAR-10 and CIFAR-100, step imbalance", "half of the classes has 1/50 or 1/100 of the images (Buda et al. 2018)", frequentRatio: 0.5, transferStrength: 0.01),
        new(
            "imagenet-lt",
            "ImageNet-LT",
            "`resnext50_32x4d`, 224 x 224 (Table 9)",
            "115,846 images of 1,000 classes (Liu et al. 2019)",
            [
                .. Loop(epochs: 100, batchSize: 256, learningRate: 0.1, [60, 80, 95], gamma: 0.1, weightDecay: 2e-4, boundary: 80, releasedWarmup: 5),
                .. Generator(stage: 3, frequentRatio: 0.2, transferStrength: 1),
                .. Margins(0.3, 30),
                .. LargeImages(0.4, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225], "Kang et al. 2020, whom the paper follows"),
            ]),
        new(
            "places-lt",
            "Places-LT",
            "`resnet152`, 224 x 224, fine-tuned from weights trained on ImageNet (Table 8)",
            "62,500 images of 365 classes (Liu et al. 2019)",
            [
                .. Loop(epochs: 30, batchSize: 256, learningRate: 0.01, [10, 20], gamma: 0.1, weightDecay: 1e-4, boundary: 10, releasedWarmup: 0),
                .. Generator(stage: 3, frequentRatio: 0.2, transferStrength: 1),
                .. Margins(0.2, 50),
                .. LargeImages(0.4, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225], "Liu et al. 2019, whom the paper follows"),
            ]),
        INaturalist("inaturalist-2018", "iNaturalist 2018, the schedule of 90 epochs", epochs: 90, [50, 70, 85], boundary: 70),
        INaturalist("inaturalist-2018-2x", "iNaturalist 2018, the schedule of 180 epochs", epochs: 180, [100, 140, 170], boundary: 140),
    ];

    public static IEnumerable<string> Names => All.Select(static recipe => recipe.Name);

    public static Recipe? Find(string name) => All.FirstOrDefault(recipe => recipe.Name == name);

    private static Recipe Cifar(string name, string title, string data, double frequentRatio, double transferStrength) => new(
        name,
        title,
        "`resnet32`, `resnet56`, `resnet110`, `densenet40`, `resnext29_8x64d`, 32 x 32 (Tables 1 to 6)",
        data,
        [
            .. Loop(epochs: 200, batchSize: 128, learningRate: 0.1, [160, 180], gamma: 0.01, weightDecay: 2e-4, boundary: 160, releasedWarmup: 5),
            .. Generator(stage: 2, frequentRatio, transferStrength),
            .. Margins(0.5, 30),
            new(SectionSchemas.Augmentation, AugmentationKeys.Crop, new Setting.Word("padded"), Section4),
            new(SectionSchemas.Augmentation, AugmentationKeys.HorizontalFlip, new Setting.Flag(true), Section4),
            .. Normalization([0.4914, 0.4822, 0.4465], [0.2023, 0.1994, 0.201], ReleasedCode),
        ]);

    private static Recipe INaturalist(string name, string title, int epochs, EquatableArray<double> milestones, int boundary) => new(
        name,
        title,
        "`resnet50`, 224 x 224 (Table 7)",
        "437,513 images of 8,142 classes",
        [
            .. Loop(epochs, batchSize: 256, learningRate: 0.1, milestones, gamma: 0.1, weightDecay: 5e-5, boundary, releasedWarmup: 5),
            .. Generator(stage: 3, frequentRatio: 0.2, transferStrength: 1),
            .. Margins(0.1, 50),
            .. LargeImages(0, [0.466, 0.471, 0.38], [0.195, 0.194, 0.192], ReleasedCode),
        ]);

    private static IEnumerable<RecipeValue> Loop(
        int epochs, int batchSize, double learningRate, EquatableArray<double> milestones, double gamma, double weightDecay, int boundary, int releasedWarmup)
    {
        yield return Train(TrainKeys.Epochs, epochs, Section4);
        yield return Train(TrainKeys.BatchSize, batchSize, Section4);
        yield return Train(TrainKeys.LearningRate, learningRate, Section4);
        yield return new(SectionSchemas.Train, TrainKeys.Milestones, new Setting.Numbers(milestones), Section4)
        {
            EpochsEarlier = 1,
            Note = OffByOne,
        };
        yield return Train(TrainKeys.Gamma, gamma, Section4);
        yield return Train(TrainKeys.BoundaryEpoch, boundary, "section 3, below Eq. 7: the epoch in which the rate is decayed to 0.001");
        yield return Train(TrainKeys.WarmupEpochs, 0, "the paper has none") with
        {
            Released = releasedWarmup == 0 ? null : new Setting.Number(releasedWarmup),
            Note = releasedWarmup == 0 ? null : WarmsUp,
        };
        yield return Train(TrainKeys.Momentum, 0.9, Section4);
        yield return Train(TrainKeys.WeightDecay, weightDecay, ReleasedCode);

        static RecipeValue Train(Key key, double number, string source) => new(SectionSchemas.Train, key, new Setting.Number(number), source);
    }

    private static IEnumerable<RecipeValue> Generator(int stage, double frequentRatio, double transferStrength)
    {
        yield return Rsg(RsgKeys.Stage, stage, "section 4: before the second-to-last down-sampling (Table 5)");
        yield return Rsg(RsgKeys.Centers, 15, SearchedOnce);
        yield return Rsg(RsgKeys.FrequentRatio, frequentRatio, SearchedOnce) with
        {
            Note = frequentRatio == 0.2 ? null : "the released script has 0.2 unless told otherwise, and its example for step imbalance does not tell it",
        };
        yield return Rsg(RsgKeys.TransferStrength, transferStrength, SearchedOnce) with
        {
            Note = transferStrength == 1 ? null : "the released script has 1.0 unless told otherwise, and its example for step imbalance does not tell it",
        };
        yield return Rsg(RsgKeys.CescWeight, 0.1, SearchedOnce);
        yield return Rsg(RsgKeys.MvWeight, 0.01, SearchedOnce);

        static RecipeValue Rsg(Key key, double number, string source) => new(SectionSchemas.Rsg, key, new Setting.Number(number), source);
    }

    private static IEnumerable<RecipeValue> Margins(double maxMargin, double scale) =>
    [
        new(LossCatalogue.Ldam.Schema, LossCatalogue.LdamMaxMargin, new Setting.Number(maxMargin), ReleasedCode),
        new(LossCatalogue.Ldam.Schema, LossCatalogue.Scale, new Setting.Number(scale), ReleasedCode),
    ];

    private static IEnumerable<RecipeValue> LargeImages(double colorJitter, EquatableArray<double> mean, EquatableArray<double> deviation, string source)
    {
        yield return new(SectionSchemas.Augmentation, AugmentationKeys.Crop, new Setting.Word("randomResized"), colorJitter == 0 ? Section4 : source);
        yield return new(SectionSchemas.Augmentation, AugmentationKeys.HorizontalFlip, new Setting.Flag(true), colorJitter == 0 ? Section4 : source);
        if (colorJitter > 0)
        {
            yield return new(SectionSchemas.Augmentation, AugmentationKeys.ColorJitter, new Setting.Number(colorJitter), source);
        }

        foreach (var value in Normalization(mean, deviation, source))
        {
            yield return value;
        }
    }

    private static IEnumerable<RecipeValue> Normalization(EquatableArray<double> mean, EquatableArray<double> deviation, string source) =>
    [
        new(SectionSchemas.Augmentation, AugmentationKeys.Mean, new Setting.Numbers(mean), source),
        new(SectionSchemas.Augmentation, AugmentationKeys.StandardDeviation, new Setting.Numbers(deviation), source),
    ];
}
