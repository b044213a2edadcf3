using Rsg;

namespace QuickStart;

/// <summary>The same as <see cref="PlainNet"/>, trained with the rare-class sample generator.</summary>
[Backbone(Backbones.ResNet8, Classes = 10, Channels = 1, Height = 28, Width = 28)]
[RsgInsert(Stage = 2, ContrastiveChannels = 64)]
[Augmentation(Crop = Crop.Padded, Padding = 2, HorizontalFlip = true, Mean = [0.2860], StandardDeviation = [0.3530])]
[LdamLoss]
[Reweight(FromEpoch = 17)]
[Train(Epochs = 25, BatchSize = 64, Milestones = [17, 20], Gamma = 0.1, WarmupEpochs = 2)]
public partial class RsgNet;
