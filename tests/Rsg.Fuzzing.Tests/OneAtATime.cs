// Memory is counted over the whole process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
