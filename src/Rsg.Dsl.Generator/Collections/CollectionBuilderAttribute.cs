namespace System.Runtime.CompilerServices;

/// <summary>Names the method that makes a type's instances of collection expressions.</summary>
/// <param name="builderType">The type that has the method.</param>
/// <param name="methodName">The method's name.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
internal sealed class CollectionBuilderAttribute(Type builderType, string methodName) : Attribute
{
    public Type BuilderType { get; } = builderType;

    public string MethodName { get; } = methodName;
}
