namespace Rsg.Benchmarks;

/// <summary>The network of the paper's CIFAR tables, without RSG.</summary>
[Backbone(Backbones.ResNet32, Classes = 10)]
[LdamLoss]
[Train(BatchSize = 128)]
public partial class Plain;

/// <summary>The same with RSG as the paper writes it.</summary>
[Backbone(Backbones.ResNet32, Classes = 10)]
[LdamLoss]
[RsgInsert(Stage = 2)]
[Train(BatchSize = 128)]
public partial class WithPaperRsg;

/// <summary>The same with RSG as the released code has it.</summary>
[Backbone(Backbones.ResNet32, Classes = 10)]
[LdamLoss]
[RsgInsert(Stage = 2, Form = Form.Released)]
[Train(BatchSize = 128)]
public partial class WithReleasedRsg;
