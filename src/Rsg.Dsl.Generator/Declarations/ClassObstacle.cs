namespace Rsg.Dsl.Declarations;

/// <summary>A reason why no generated part can be added to a class.</summary>
internal enum ClassObstacle
{
    NotPartial,
    Nested,
    Generic,
    Static,
    Record,
    FileLocal,
    BaseClass,
    NameOfMember,

    /// <summary>The name is that of a type of another kind, or of a namespace.</summary>
    NotClass,

    /// <summary>The namespace, or a part of it, is a type.</summary>
    NamespaceIsType,
}
