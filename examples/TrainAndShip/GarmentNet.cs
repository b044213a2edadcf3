using Rsg;

namespace TrainAndShip;

/// <summary>QuickStart's network with RSG, with names for its classes.</summary>
[Backbone(
    Backbones.ResNet8,
    ClassNames = ["T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
    Channels = 1,
    Height = 28,
    Width = 28)]
[RsgInsert(Stage = 2, ContrastiveChannels = 64)]
[Augmentation(Crop = Crop.Padded, Padding = 2, HorizontalFlip = true, Mean = [0.2860], StandardDeviation = [0.3530])]
[LdamLoss]
[Reweight(FromEpoch = 17)]
[Train(Epochs = 25, BatchSize = 64, Milestones = [17, 20], Gamma = 0.1, WarmupEpochs = 2)]
public partial class GarmentNet;
