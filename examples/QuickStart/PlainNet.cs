using Rsg;

namespace QuickStart;

/// <summary>A small network for long-tailed data: margins by class count, and rare classes weighted up near the end (LDAM-DRW).</summary>
[Backbone(Backbones.ResNet8, Classes = 10, Channels = 1, Height = 28, Width = 28)]
[Augmentation(Crop = Crop.Padded, Padding = 2, HorizontalFlip = true, Mean = [0.2860], StandardDeviation = [0.3530])]
[LdamLoss]
[Reweight(FromEpoch = 17)]
[Train(Epochs = 25, BatchSize = 64, Milestones = [17, 20], Gamma = 0.1, WarmupEpochs = 2)]
public partial class PlainNet;
