namespace Rsg.Benchmarks.Training;

/// <summary>A network with RSG whose steps are short, so that 2,000 of them, half in each phase, take minutes.</summary>
[Backbone(Backbones.ResNet20, Classes = CifarPixels.Classes)]
[Augmentation(Crop = Crop.Padded, HorizontalFlip = true)]
[LdamLoss]
[RsgInsert(Stage = 2)]
[Train(BatchSize = 16, Epochs = 100, GenerateFromEpoch = 50)]
internal sealed partial class SmallNetwork;
