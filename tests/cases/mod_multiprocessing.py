# What a program asks of multiprocessing where it starts no process itself.
import multiprocessing

multiprocessing.freeze_support()
print(multiprocessing.cpu_count() >= 1, type(multiprocessing.cpu_count()).__name__)
print(multiprocessing.current_process().name, multiprocessing.current_process().daemon)
print(multiprocessing.active_children(), multiprocessing.parent_process())
