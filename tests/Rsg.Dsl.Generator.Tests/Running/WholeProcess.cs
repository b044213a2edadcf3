namespace Rsg.Dsl.Generator.Tests.Running;

/// <summary>Tests that measure or set what the whole process shares (tensors, memory, threads); nothing else may run beside them.</summary>
[CollectionDefinition(Collection, DisableParallelization = true)]
public sealed class WholeProcess
{
    public const string Collection = "whole process";
}
