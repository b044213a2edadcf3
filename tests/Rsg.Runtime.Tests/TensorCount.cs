namespace Rsg.Runtime.Tests;

/// <summary>Tests that count the tensors of the whole process; nothing else may run beside them.</summary>
[CollectionDefinition(Collection, DisableParallelization = true)]
public sealed class TensorCount
{
    public const string Collection = "tensor count";
}
