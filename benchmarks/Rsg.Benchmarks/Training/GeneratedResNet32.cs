namespace Rsg.Benchmarks.Training;

/// <summary>The network and the training of the hand-written program, declared.</summary>
[Backbone(Backbones.ResNet32, Classes = CifarPixels.Classes)]
[Augmentation(Crop = Crop.Padded, HorizontalFlip = true, Mean = [0.4914, 0.4822, 0.4465], StandardDeviation = [0.2023, 0.1994, 0.2010])]
[CrossEntropyLoss]
[Train(BatchSize = StepMeter.BatchSize)]
internal sealed partial class GeneratedResNet32;
