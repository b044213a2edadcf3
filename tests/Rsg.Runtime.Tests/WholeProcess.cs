namespace Rsg.Runtime.Tests;

/// <summary>Tests of what the whole process shares (the count of tensors, torch's random state); nothing else may run beside them.</summary>
[CollectionDefinition(Collection, DisableParallelization = true)]
public sealed class WholeProcess
{
    public const string Collection = "whole process";
}
