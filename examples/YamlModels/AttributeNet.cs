using Rsg;

namespace YamlModels;

/// <summary>The same as models/catalogue.rsg.yaml, declared by attributes: the generated code is equal but for the name.</summary>
[Backbone(Backbones.ResNet8, Channels = 1, Height = 28, Width = 28, ClassNames = ["T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"])]
[RsgInsert(Stage = 2, ContrastiveChannels = 64)]
[LdamLoss]
[Reweight(FromEpoch = 17)]
[Train(Epochs = 25, BatchSize = 64, Milestones = [17, 20], Gamma = 0.1, WarmupEpochs = 2)]
public partial class AttributeNet;
